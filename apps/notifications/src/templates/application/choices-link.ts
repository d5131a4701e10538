/** The link to the choices page as an email carries it: the page then puts the button for emails first (ux.md P10). */
export const openedFromEmail = (choicesLink: string): string => `${choicesLink}?from=email`;
