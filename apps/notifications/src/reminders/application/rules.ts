export { checkedRules, RULE_BOUNDS, sameTimes, SHIPPED_RULES, WIDEST_HOURS } from '../domain/rules.js';
export type { ReminderRules, RulesInForce, SettingsInForce } from '../domain/rules.js';
