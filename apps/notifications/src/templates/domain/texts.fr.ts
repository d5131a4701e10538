import type { Catalogue } from './text.js';

/** French, polite form. */
export const french: Catalogue = {
  language: 'fr',
  edition: 1,
  state: 'draft',
  stop: 'Pour arrêter : STOP',
  why: 'Pourquoi ai-je reçu ce message ?',
  choices: 'Choisir ce que vous recevez',
  notYours: "Ce message n'existe pas encore dans votre langue.",
  texts: {
    A1: {
      version: 1,
      sms: '{alias} : votre visite est réservée pour {visit}. Changer ou annuler : {link}',
      subject: 'Votre visite du {visitLongDay}',
    },
    A2: {
      version: 1,
      sms: '{alias} : rappel de votre rendez-vous le {visit}. Changer ou annuler : {link}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2s: {
      version: 1,
      sms: '{alias} : rendez-vous {visit}, changer : {link} Questions : {formLink}',
      subject: '{visitLongDay}, {visitTime}',
    },
    A2y: {
      version: 1,
      sms: '{alias} : on vous attend le {visit} ? Répondez OUI pour confirmer. Changer ou annuler : {link}',
    },
    A3: {
      version: 1,
      sms: '{alias} : votre visite est maintenant {visit} au lieu de {oldVisit}. Une erreur ? {link}',
      subject: 'Votre visite a un nouvel horaire',
    },
    A4: {
      version: 1,
      sms: '{alias} : votre visite du {visit} est annulée. Détails : {link}',
      subject: 'Votre visite est annulée',
    },
    S0: {
      version: 1,
      sms: '{alias} : quelques questions avant votre première visite du {visitDay}. Pause possible : {link}',
      subject: 'Avant votre première visite',
    },
    S1: {
      version: 1,
      sms: "{alias} : comment allez-vous depuis la visite ? {questions, plural, one {# question} other {# questions}}, moins d'une minute : {link}",
      subject: 'Comment allez-vous ?',
    },
    S1r: {
      version: 1,
      sms: "{alias} : vos questions sur la visite restent ouvertes jusqu'au {closes} : {link}",
      subject: "Encore ouvert jusqu'à {closesWeekday}",
    },
    S2: {
      version: 1,
      sms: "{alias} : vos questions ({minutes, plural, one {# minute} other {# minutes}}) sont prêtes : {link} Ouvert jusqu'au {closes}.",
      subject: 'Vos questions sont prêtes',
    },
    S2r: {
      version: 1,
      sms: "{alias} : vos questions ({minutes, plural, one {# minute} other {# minutes}}) restent ouvertes jusqu'au {closes} : {link}",
      subject: "Encore ouvert jusqu'à {closesWeekday}",
    },
    F1: {
      version: 1,
      sms: "{alias} : c'est bientôt le moment de la prochaine visite. Choisir une heure : {link}",
      subject: 'Votre prochaine visite',
    },
    L1: {
      version: 1,
      sms: '{alias} : voici votre lien personnel. Il sert une fois, pendant {minutes, plural, one {# minute} other {# minutes}} : {link}',
      subject: 'Votre lien personnel',
    },
    'S-new': {
      version: 1,
      sms: "{alias} : voici le nouveau lien demandé. L'ancien ne fonctionne plus : {link}",
      subject: 'Votre nouveau lien',
    },
    'R-yes': {
      version: 1,
      sms: "{alias} : merci, c'est confirmé pour {visit}. Changer ou annuler : {link}",
    },
    'R-stays': {
      version: 1,
      sms: '{alias} : votre visite reste comme prévu. Changer ou annuler : {link}',
    },
    'R-stop': {
      version: 1,
      sms: "{alias} : c'est fait, plus de SMS de notre part. Pour choisir, ou revenir en arrière : {link}",
    },
    'R-start': {
      version: 1,
      sms: '{alias} : vous recevez de nouveau nos SMS. Pour choisir : {link}',
    },
    'R-cancel': {
      version: 1,
      sms: "{alias} : plus de SMS de notre part. Votre visite n'est pas annulée. L'annuler, ou reprendre les SMS : {link}",
    },
    'R-help': {
      version: 1,
      sms: '{alias} envoie les messages que vous acceptez. Tél. {phone}. Vos choix : {link}',
    },
    'R-unclear': {
      version: 1,
      sms: "{alias} : une personne lira votre SMS aux heures d'ouverture. Urgent ? Tél. {emergencyNumber}. Changer la visite : {link}",
    },
  },
};
