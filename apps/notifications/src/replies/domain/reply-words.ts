import { plainWords } from './plain-words.js';

/** Politeness around a word changes nothing about what it asks for. */
export const POLITE: ReadonlySet<string> = new Set(
  (
    'please pls plz plse thanks thank you thx ty now ok okay hi hello hey dear sorry just kindly asap immediately sir madam everyone guys cheers ' +
    'bitte danke sofort jetzt hallo merci svp sil s il vous te plait bonjour maintenant por favor gracias ahora hola ya obrigado obrigada agora ola ' +
    'شكرا من فضلك لو سمحت رجاء الان مرحبا ' +
    'grazie per favore ora ciao subito prosze dziekuje teraz dzien dobry alsjeblieft aub bedankt tack takk lutfen spasibo пожалуйста спасибо'
  ).split(' '),
);

const list = (texts: string): ReadonlySet<string> =>
  new Set(texts.split(' · ').map((text) => plainWords(text).join(' ')));

/** The whole text, politeness aside, says nothing but: no more texts. */
export const STOP_TEXTS: ReadonlySet<string> = list(
  'stop · stop all · stopall · stop stop · end · quit · revoke · opt out · optout · opt me out · unsubscribe · unsub · unsubscribe me · remove · remove me · ' +
    'delete me · enough · no more · end texts · leave me alone · go away · not interested · stop sms · block · ' +
    // German
    'stoppen · aufhoren · aufhoeren · abmelden · abmeldung · abbestellen · austragen · abo beenden · ende · schluss · ' +
    // French
    'arret · arreter · arretez · arrete · desabonner · desabonnement · desabonnez moi · desinscription · desinscrire · desinscrivez moi · me desabonner · fin · ' +
    // Spanish and Portuguese
    'alto · parar · pare · paren · parem · para ya · baja · dar de baja · darme de baja · denme de baja · detener · detengan · detenganse · basta · basta ya · eliminar · ' +
    'sair · remover · descadastrar · descadastro · chega · ' +
    // Italian
    'ferma · fermate · fermati · fermare · fermatevi · disiscrivimi · disiscrivetemi · cancellami · cancellatemi · smettetela · smettila · smettere · ' +
    // Polish
    'wypisz · wypisz mnie · wypiszcie mnie · wypisac · rezygnuje · rezygnacja · zatrzymaj · przestan · przestancie · koniec · usun mnie · usuncie mnie · usun · ' +
    // Dutch and the Nordic languages
    'afmelden · uitschrijven · ophouden · sluta · avsluta · avregistrera · avmeld · afmeld · lopeta · ' +
    // Turkish, Russian, Ukrainian, Greek
    'dur · durdur · durdurun · стоп · отписаться · отпишите меня · прекратите · прекратить · хватит · отписка · відписатися · припиніть · σταματηστε · σταματα · ' +
    // Arabic, Hebrew, Hindi, Chinese, Japanese, Korean
    'توقف · توقفوا · ايقاف · اوقف · اوقفوا · الغاء الاشتراك · الغ الاشتراك · הסר · הסירו · הפסק · הפסיקו · עצור · बद कर · बद करो · रक · रको · ' +
    '停止 · 退订 · 退訂 · 停 · 不要再发了 · 别发了 · ストップ · やめて · 配信停止 · 해지 · 수신거부 · 중지 · 그만',
);

/** A bare "cancel": carriers block on it, so it is a STOP, but the person may mean the visit (domain.md 2.6). */
export const CANCEL_TEXTS: ReadonlySet<string> = list(
  'cancel · cancell · cancel all · cancelar · annuler · annulez · annulla · annullare · anuluj · anulowac · annuleren · iptal · отмена · отменить · الغاء · 取消 · キャンセル',
);

export const START_TEXTS: ReadonlySet<string> = list(
  'start · unstop · restart · start again · start texts · start sms · resume · subscribe · resubscribe · opt in · optin · opt me in · ' +
    'starten · anmelden · wieder anmelden · demarrer · reprendre · reabonner · debut · empezar · iniciar · alta · comenzar · reanudar · recomecar · ' +
    'inizia · iniziare · riprendi · zapisz · zapisz mnie · wznow · старт · начать · ابدا · התחל · 开始 · 開始 · スタート · 시작',
);

export const HELP_TEXTS: ReadonlySet<string> = list(
  'help · info · help me · information · who is this · who are you · who is it · hilfe · aide · ayuda · ajuda · aiuto · pomoc · hulp · hjalp · hjelp · yardim · ' +
    'wer ist das · qui est ce · quien es · quien eres · chi e · kto to · помощь · مساعدة · עזרה · 帮助 · 幫助 · ヘルプ · 도움말',
);

export const YES_TEXTS: ReadonlySet<string> = list(
  'yes · y · yep · yes i will · yes i confirm · yes confirmed · yes see you · yes see you then · yes ok · yes i will be there · i will be there · confirm · confirmed · i confirm · see you · see you then · yeah · ok · okay · ' +
    // German, French, Spanish, Polish, Arabic
    'ja · jawohl · bestatigt · ja ich komme · ja ich bestatige · ja bis dann · ich bestatige · ich komme · bis dann · oui · oui je confirme · oui je viens · je confirme · confirme · je viens · je serai la · ' +
    'si · si confirmo · si alli estare · confirmo · confirmado · alli estare · tak · tak potwierdzam · tak bede · potwierdzam · bede · نعم · اجل · ايوه · اؤكد · ساحضر · ساكون هناك · ' +
    // Others
    'sim · да · כן · 是 · はい',
);

/** The person will not come, or does not know: nothing is changed, and the visit's link goes out. */
export const NO_TEXTS: ReadonlySet<string> = list(
  'no · n · nope · nah · no thanks · no thank you · not coming · i am not coming · im not coming · i cant come · i cannot come · cant come · cant make it · ' +
    'i cant make it · i will not come · i wont come · wont come · ' +
    'nein · ne · nee · ich komme nicht · ich kann nicht · ich kann nicht kommen · kann nicht kommen · ' +
    'non · je ne viens pas · je ne peux pas · je ne peux pas venir · je ne viendrai pas · ' +
    'no puedo · no puedo ir · no voy · no ire · nie · nie przyjde · nie moge · nie moge przyjsc · nie bedzie mnie · ' +
    'لا · كلا · لن احضر · لا استطيع · لا استطيع الحضور · لن اتي · nao · нет · לא · 不 · いいえ',
);

/** Not now: as above. */
export const LATER_TEXTS: ReadonlySet<string> = list(
  'later · maybe later · not now · not yet · another time · some other time · ask me later · remind me later · text me later · ' +
    'spater · spaeter · vielleicht spater · jetzt nicht · nicht jetzt · ein andermal · ein anderes mal · ' +
    'plus tard · pas maintenant · une autre fois · peut etre plus tard · mas tarde · luego · despues · ahora no · otro dia · en otro momento · ' +
    'pozniej · potem · nie teraz · innym razem · moze pozniej · لاحقا · فيما بعد · ليس الان · بعدين · في وقت اخر · piu tardi · mais tarde · позже · 後で',
);
