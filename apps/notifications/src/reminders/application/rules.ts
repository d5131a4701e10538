export { checkedRules, RULE_BOUNDS, SHIPPED_RULES, WIDEST_HOURS } from '../domain/rules.js';
export type { ReminderRules, RulesInForce } from '../domain/rules.js';
