import type { Catalogue } from './text.js';

/** Arabic. Not in the alphabet of short texts, so shorter: at most two parts of 67 units. */
export const arabic: Catalogue = {
  language: 'ar',
  edition: 1,
  state: 'draft',
  stop: 'للإيقاف أرسل STOP',
  why: 'لماذا وصلتني هذه الرسالة؟',
  choices: 'اختر ما يصلك',
  notYours: 'لا تتوفر هذه الرسالة بلغتك بعد.',
  texts: {
    A1: {
      version: 1,
      sms: '{alias}: تم حجز موعدك {visit}. للتغيير أو الإلغاء: {link}',
      subject: 'موعدك يوم {visitLongDay}',
    },
    A2: {
      version: 1,
      sms: '{alias}: تذكير بموعدك {visit}. للتغيير أو الإلغاء: {link}',
      subject: '{visitLongDay}، {visitTime}',
    },
    A2s: {
      version: 1,
      sms: '{alias}: موعدك {visit}، للتغيير: {link} أسئلتك: {formLink}',
      subject: '{visitLongDay}، {visitTime}',
    },
    A2y: {
      version: 1,
      sms: '{alias}: هل نراك {visit}؟ للتأكيد أرسل نعم. للتغيير: {link}',
    },
    A3: {
      version: 1,
      sms: '{alias}: موعدك {visit} بدل {oldVisit}. {link}',
      subject: 'موعدك له وقت جديد',
    },
    A4: {
      version: 1,
      sms: '{alias}: أُلغي موعدك {visit}. التفاصيل: {link}',
      subject: 'تم إلغاء موعدك',
    },
    S0: {
      version: 1,
      sms: '{alias}: أسئلة قبل زيارتك الأولى {visitDay}. يمكنك التوقف والعودة: {link}',
      subject: 'قبل زيارتك الأولى',
    },
    S1: {
      version: 1,
      sms: '{alias}: كيف حالك بعد زيارتك؟ {questions, plural, zero {لا أسئلة} one {سؤال واحد} two {سؤالان} few {# أسئلة} many {# سؤالًا} other {# سؤال}} قصيرة: {link}',
      subject: 'كيف حالك؟',
    },
    S1r: {
      version: 1,
      sms: '{alias}: أسئلة الزيارة مفتوحة حتى {closes}: {link}',
      subject: 'مفتوحة حتى {closesWeekday}',
    },
    S2: {
      version: 1,
      sms: '{alias}: أسئلتك جاهزة ({minutes, plural, zero {أقل من دقيقة} one {دقيقة} two {دقيقتين} few {# دقائق} many {# دقيقة} other {# دقيقة}}) حتى {closes}: {link}',
      subject: 'أسئلتك جاهزة',
    },
    S2r: {
      version: 1,
      sms: '{alias}: أسئلتك ({minutes, plural, zero {أقل من دقيقة} one {دقيقة} two {دقيقتين} few {# دقائق} many {# دقيقة} other {# دقيقة}}) مفتوحة حتى {closes}: {link}',
      subject: 'مفتوحة حتى {closesWeekday}',
    },
    F1: {
      version: 1,
      sms: '{alias}: حان وقت زيارتك القادمة. اختر موعدًا إن أردت: {link}',
      subject: 'زيارتك القادمة',
    },
    L1: {
      version: 1,
      sms: '{alias}: هذا رابطك الخاص. يعمل مرة واحدة خلال {minutes, plural, zero {أقل من دقيقة} one {دقيقة} two {دقيقتين} few {# دقائق} many {# دقيقة} other {# دقيقة}}: {link}',
      subject: 'رابطك الخاص',
    },
    'S-new': {
      version: 1,
      sms: '{alias}: هذا رابطك الجديد. السابق لم يعد يعمل: {link}',
      subject: 'رابطك الجديد',
    },
    'R-yes': {
      version: 1,
      sms: '{alias}: شكرًا، تم التأكيد {visit}. للتغيير أو الإلغاء: {link}',
    },
    'R-stays': {
      version: 1,
      sms: '{alias}: موعدك باق كما هو. للتغيير أو الإلغاء: {link}',
    },
    'R-stop': {
      version: 1,
      sms: '{alias}: تم، لن نرسل رسائل أخرى. للاختيار أو التراجع: {link}',
    },
    'R-start': {
      version: 1,
      sms: '{alias}: ستصلك رسائلنا من جديد. للاختيار: {link}',
    },
    'R-cancel': {
      version: 1,
      sms: '{alias}: لن نرسل رسائل أخرى. موعدك لم يُلغ. للإلغاء أو عودة الرسائل: {link}',
    },
    'R-help': {
      version: 1,
      sms: '{alias} يرسل ما قبلته. اتصل {phone}. اختر: {link}',
    },
    'R-unclear': {
      version: 1,
      sms: '{alias}: سيقرأ شخص رسالتك. عاجل؟ اتصل {emergencyNumber}. موعدك: {link}',
    },
  },
};
