/** Phrases that revoke wherever they stand in a text, and those that only look so. Matched on what `plainWords` leaves, joined by single spaces. */

const ABOUT =
  '(?:(?:all|any|the|these|those|this|your|ur|my|of|with|with the|more|me|us|such|stupid|annoying|automated|automatic|further|getting|receiving) )*';
const MESSAGES =
  '(?:texts?|texting|txts?|txting|messages?|messaging|msgs?|sms|notes?|reminders?|reminding|notifications?|notifying|alerts?|spam|spamming|contact|contacting|sending|writing|' +
  'bothering|harassing|pestering|emailing|subscription|communications?|this service|service|consent|permission)';

export const STOP_PHRASES: readonly RegExp[] = [
  // English
  new RegExp(
    `\\b(?:stop|quit|end|cease|cancel|revoke|withdraw|halt|no more|no further|turn off|switch off|unsubscribe|block) ${ABOUT}${MESSAGES}\\b`,
    'u',
  ),
  /\b(?:dont|do not|not to|never|no longer|cease to|not) (?:want you to |wish you to |need you to |ever )?(?:text|txt|message|msg|contact|write|write to|sms|send|bother|spam|remind|notify) (?:me|us|this number|my (?:number|phone)|any|anymore|again|to me|texts|messages|sms|reminders|these|stuff)\b/u,
  /\b(?:dont|do not|no longer|didnt|did not|never) (?:want|wish|need|like|ask for|sign up for|agree to|consent to)(?: to)? (?:get|receive|be (?:contacted|texted|messaged)|these|those|your|any|any more|more|the|getting|receiving)(?: \p{L}+)*? ?(?:texts?|messages?|msgs?|sms|reminders?|notes?|notifications?|contacted|texted|messaged|anymore|any more|from you)\b/u,
  /\b(?:take|remove|delete|drop|erase|strike|unsubscribe|get) (?:me|my (?:number|phone|name)|this number|us) (?:off|from|out)\b/u,
  /\b(?:remove|delete|erase|block) (?:my (?:number|phone|mobile|contact|name)|this number)\b/u,
  /\b(?:opt|opting|want out|opted) (?:me )?out\b|\boptout\b|\bunsubscribe\b|\bunsubscribing\b|\bleave me alone\b|\blose (?:my|this) number\b/u,
  /\b(?:revoke|revoking|withdraw|withdrawing|take back|retract) (?:my |the |all |any )*(?:consent|permission|agreement)\b/u,
  /\bstop (?:it|this|that|these|them|now|please|pls|plz|asap|immediately|all|everything|me|thanks|thank|already|forever|completely|right|at once|i|im|you|u|or i|permanently|today|for good|doing|asking|getting)\b/u,
  /^stop (?!by\b|over\b|at\b|in\b|off\b|for\b|near\b|next\b|sign\b|on\b|to\b|and\b|(?:the |my |our )?(?:appointment|visit|booking|session)|(?:the |my )?(?:bus|train|car|tram))/u,
  /(?:\bplease|\bpls|\bplz|\bto|\bsaid|\bjust|\bmust|\bshould|\byou|\bu|\bit|\bthis|\bnow|\bthanks|\bno|\bwant|\bok|\band) stop$/u,
  // German
  /\bkeine? (?:weiteren? )?(?:sms|nachrichten?|texte|erinnerungen?|mitteilungen?|mails?) ?(?:mehr|schicken|senden|bitte)?\b/u,
  /\bnicht (?:mehr|weiter) (?:schreiben|kontaktieren|anschreiben|melden|senden|schicken|belastigen|erinnern)\b|\b(?:schreib(?:en|t)?|schick(?:en|t)?|kontaktier(?:en|t)?) (?:sie |mir |mich )*(?:bitte )?(?:nicht|nichts|keine)\b/u,
  /\b(?:hor(?:en|t)?|hoer(?:en|t)?) (?:sie |bitte |damit )*auf\b|\b(?:lass(?:en|t)?) (?:sie )?mich in ruhe\b|\b(?:losch(?:en|t)?|loesch(?:en|t)?|entfern(?:en|t)?) (?:sie )?(?:bitte )?(?:meine nummer|mich)\b|\b(?:mich|bitte) (?:abmelden|austragen|abbestellen|loschen)\b/u,
  // French
  /\bplus (?:de|aucun) (?:sms|messages?|textos?|rappels?|notifications?)\b|\bne (?:plus|pas) (?:me |m )?(?:recevoir|ecrire|contacter|envoyer|deranger)\b|\bne (?:m|me) ?(?:ecrivez|contactez|envoyez|derangez|ecris|contacte|envoie)\w* ?(?:plus|pas|rien)\b|\bme desabonner\b|\bdesabonnez\b|\barrete[rz]?(?: \p{L}+)? (?:sms|messages?|textos?|de (?:m|me|nous)\w*|d ?envoyer|les|ces|vos|denvoyer|menvoyer|mecrire)\b|\bne (?:m|me) ?(?:mecrivez|menvoyez) plus\b|\bne mecrivez plus\b|\bne menvoyez plus\b/u,
  // Spanish
  /\bno (?:mas|me|quiero|envi\w+|mand\w+|escrib\w+|deseo)(?: \p{L}+){0,3} ?(?:mensajes?|sms|textos?|mas|recordatorios?|escriban?|contacten?|molesten?|manden?|envien?|recibir)\b|\bdej(?:en?|ar|a) de (?:enviar|escribir|mandar|molestar|contactar)\w*\b|\b(?:dar|dame|deme|denme|darme|quiero|me doy) (?:me )?de baja\b|\b(?:quitenme|quiteme|borrenme|eliminenme|borren mi numero)\b/u,
  // Portuguese
  /\bnao (?:quero|desejo|me|envi\w+|mand\w+)(?: \p{L}+){0,3} ?(?:mensage\w+|sms|mais|lembretes?|receber)\b|\bpar(?:e|em|ar) de (?:me |mandar|enviar|escrever)\w*\b/u,
  // Italian
  /\b(?:non|basta) (?:voglio|desidero|mandat\w+|inviat\w+|scriv\w+|contattat\w+|con i|con gli|coi|i|gli)? ?(?:\p{L}+ ){0,2}?(?:messaggi|sms|piu|promemoria)\b|\bsmett(?:ete|i|a|ano)(?:la)? di (?:scriver|mandar|inviar|contattar)\w*\b|\bbasta (?:sms|messaggi)\b/u,
  // Polish
  /\bnie (?:pisz|piszcie|pisac|wysylaj|wysylajcie|wysylac|kontaktujcie|zycze sobie|chce)(?: \p{L}+){0,3} ?(?:wiecej|sms\w*|wiadomosci|mnie|do mnie|juz|dostawac|otrzymywac)\b|\bprosze (?:mnie )?(?:nie pisac|wypisac|usunac|nie wysylac|przestac)\b|\b(?:przestan(?:cie)?|koniec) (?:\p{L}+ )?(?:pisac|wysylac|sms\w*|wiadomosci\w*|z)\b/u,
  // Dutch, Russian, Chinese
  /\bgeen (?:sms\w*|berichten|berichtjes|herinneringen) meer\b|(?:не (?:пишите|присылаите|присылать|писать|звоните|отправляите)(?: мне)?(?: больше)?|больше не (?:пишите|присылаите)|отпишите|прекратите)|(?:不要再|别再|請勿|请勿|停止)(?:发|發|发送|傳|给我|联系|短信)/u,
  // Arabic, as compatibility forms leave it (a hamza on its carrier is gone)
  /(?:لا (?:ترسل\p{L}*|تبعث\p{L}*|تراسل\p{L}*|تكتب\p{L}*|اريد (?:\p{L}+ )?(?:رسايل|رسايلكم|رسايلك))|(?:اوقف\p{L}*|كف\p{L}* عن|توقف\p{L}* عن) (?:\p{L}+ )?(?:الرسايل|رسايلكم|ارسال|مراسل\p{L}*)|(?:اريد|ارجو) الغاء الاشتراك|الغوا اشتراكي|الغ اشتراكي)/u,
];

/** "don't stop" and its like: somebody who wants the notes, or speaks of something else. */
export const STOP_DENIED: readonly RegExp[] = [
  /\b(?:dont|do not|doesnt|does not|didnt|did not|never|not|wont|will not|cant|cannot|can not|couldnt|could not|no need to|without|non|bus|train|tram|metro|next|last|first|pit|one|a|the) (?:please |ever |want to |want you to |want them to |want it to |want these to |need to |need you to )?(?:stop|quit|unsubscribe|opt out|revoke|cancel|end)\b(?! (?:texts?|texting|messag|sms|sending|contacting) ?(?:me|us)? ?(?:right )?now)/u,
  /\b(?:nicht|kein|niemals) (?:stop|stoppen|aufhoren|aufhoeren|abmelden|abbestellen|austragen)\b|\b(?:hor|horen sie) nicht auf\b/u,
  /\bn ?arretez pas\b|\bn ?arrete pas\b|\bne pas (?:arreter|desabonner|me desabonner)\b|\bne (?:me )?desabonnez pas\b/u,
  /\bno (?:pares?|paren|pare|te detengas|se detengan|me des de baja|me den de baja|quiero parar|quiero darme de baja)\b|\bnao (?:pare|parem|parar|quero parar|quero sair)\b/u,
  /\bnon (?:smettete|smettere|fermatevi|fermarti|fermate|cancellatemi)\b|\bnie (?:przestawaj\w*|rezygnuje|wypisuj\w*|zatrzymuj\w*|usuwaj\w*)\b/u,
  /(?:не (?:прекращаите|останавливаитесь|отписываите))|(?:不要停止发|别停|不要停)|(?:لا تتوقف|لا توقف|لا الغ|لا تلغ)/u,
];

/** Somebody speaks of what hurts: only a text that opens with the stop word, or names the messages, is a STOP. */
export const HEALTH_TALK =
  /\b(?:pains?|headaches?|migraines?|ache|aches|aching|hurts?|hurting|throbbing|bleeding|dizzy|dizziness|nausea|nauseous|vomit|vomiting|aura|attacks?|cramps?|my (?:head|shoulders?)|neck|stiff|stiffness|sore|soreness|tension|symptoms?|tablets?|pills?|medicines?|medication)\b/u;
