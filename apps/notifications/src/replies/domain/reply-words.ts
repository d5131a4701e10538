import { plainWords } from './plain-words.js';

/** Politeness around a word changes nothing about what it asks for. */
export const POLITE: ReadonlySet<string> = new Set(
  (
    'please pls plz plse thanks thank you thx ty now ok okay hi hello hey dear sorry just kindly asap immediately sir madam everyone guys cheers ' +
    'bitte danke sofort jetzt hallo merci svp sil s il vous te plait bonjour maintenant por favor gracias ahora hola ya obrigado obrigada agora ola ' +
    'grazie per favore ora ciao subito prosze dziekuje teraz dzien dobry alsjeblieft aub bedankt tack takk tak lutfen spasibo пожалуйста спасибо'
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
  'yes · y · yep · yeah · yes i will · confirm · confirmed · i confirm · see you · see you then · ok · okay · ja · oui · si · sim · tak · да · نعم · כן · 是 · はい',
);
