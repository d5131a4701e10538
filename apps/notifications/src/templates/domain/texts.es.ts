import type { Catalogue } from './text.js';

/** Spanish, polite form. */
export const spanish: Catalogue = {
  language: 'es',
  edition: 1,
  state: 'draft',
  stop: 'Baja: responda STOP',
  why: '¿Por qué he recibido esto?',
  choices: 'Elegir qué recibe',
  notYours: 'Todavía no tenemos este mensaje en su idioma.',
  texts: {
    A1: {
      version: 1,
      sms: '{alias}: su visita está reservada para el {visit}. Cambiar o cancelar: {link}',
      subject: 'Su visita del {visitLongDay}',
    },
    A2: {
      version: 1,
      sms: '{alias}: recordatorio de su cita del {visit}. Cambiar o cancelar: {link}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2s: {
      version: 1,
      sms: '{alias}: cita {visit}, cambiar: {link} Preguntas: {formLink}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2y: {
      version: 1,
      sms: '{alias}: ¿nos vemos el {visit}? Responda SÍ para confirmar. Cambiar o cancelar: {link}',
    },
    A3: {
      version: 1,
      sms: '{alias}: su visita es ahora el {visit} en vez del {oldVisit}. ¿No es correcto? {link}',
      subject: 'Su visita tiene una hora nueva',
    },
    A4: {
      version: 1,
      sms: '{alias}: su visita del {visit} está cancelada. Detalles: {link}',
      subject: 'Su visita está cancelada',
    },
    S0: {
      version: 1,
      sms: '{alias}: unas preguntas antes de su primera visita, el {visitDay}. Puede parar y volver: {link}',
      subject: 'Antes de su primera visita',
    },
    S1: {
      version: 1,
      sms: '{alias}: ¿cómo está desde su visita? {questions, plural, one {# pregunta breve} other {# preguntas breves}}, menos de un minuto: {link}',
      subject: '¿Cómo ha estado?',
    },
    S1r: {
      version: 1,
      sms: '{alias}: sus preguntas sobre la visita siguen abiertas hasta el {closes}: {link}',
      subject: 'Abierto hasta el {closesWeekday}',
    },
    S2: {
      version: 1,
      sms: '{alias}: sus preguntas ({minutes, plural, one {# minuto} other {# minutos}}) están listas: {link} Cierran el {closes}.',
      subject: 'Sus preguntas están listas',
    },
    S2r: {
      version: 1,
      sms: '{alias}: sus preguntas ({minutes, plural, one {# minuto} other {# minutos}}) siguen abiertas hasta el {closes}: {link}',
      subject: 'Abierto hasta el {closesWeekday}',
    },
    F1: {
      version: 1,
      sms: '{alias}: ya es casi hora de su próxima visita. Si quiere, elija una hora: {link}',
      subject: 'Su próxima visita',
    },
    L1: {
      version: 1,
      sms: '{alias}: este es su enlace personal. Sirve una vez, durante {minutes, plural, one {# minuto} other {# minutos}}: {link}',
      subject: 'Su enlace personal',
    },
    'S-new': {
      version: 1,
      sms: '{alias}: este es el nuevo enlace que pidió. El anterior ya no sirve: {link}',
      subject: 'Su nuevo enlace',
    },
    'R-yes': {
      version: 1,
      sms: '{alias}: gracias, confirmado para el {visit}. Cambiar o cancelar: {link}',
    },
    'R-stays': {
      version: 1,
      sms: '{alias}: su visita sigue igual. Cambiar o cancelar: {link}',
    },
    'R-stop': {
      version: 1,
      sms: '{alias}: hecho, no recibirá más SMS. Para elegir qué recibe, o deshacerlo: {link}',
    },
    'R-start': {
      version: 1,
      sms: '{alias}: volverá a recibir nuestros SMS. Para elegir: {link}',
    },
    'R-cancel': {
      version: 1,
      sms: '{alias}: no recibirá más SMS. Su visita no está cancelada. Para cancelarla, o recibir SMS otra vez: {link}',
    },
    'R-help': {
      version: 1,
      sms: '{alias} envía los avisos que usted aceptó. Tel. {phone}. Opciones: {link}',
    },
    'R-unclear': {
      version: 1,
      sms: '{alias}: una persona leerá su SMS en horario de atención. ¿Urgente? Tel. {emergencyNumber}. Cambiar la visita: {link}',
    },
  },
};
