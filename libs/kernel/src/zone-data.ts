import moment from 'moment-timezone';

/**
 * The packaged zone data, kept when this file is loaded: every copy of moment-timezone in a process puts itself in the place
 * of `moment.tz`, and the calendar of public holidays brings an older one with older zone data along.
 */
export const { tz } = moment;
