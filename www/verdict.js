// What the line under the answer says.

import { fillIn } from './dom.js';
import { breachText } from './settings.js';
import { texts } from './texts.js';

/** @param {DigitpadModule} m */
function pictureText(m) {
  const count = m._app_number_count();
  if (m._app_picture_reading()) return texts.pictureReading;
  if (count === 0) return `${texts.pictureEmpty} ${texts.pictureClose}`;
  let unsure = 0;
  for (let i = 0; i < count; ++i) unsure += m._app_number_settled(i) ? 0 : 1;
  const counts = { count: String(count), unsure: String(unsure) };
  const read = fillIn(texts.pictureRead, counts);
  return `${read} ${texts.pictureCorrect} ${texts.pictureClose}`;
}

/**
 * @param {DigitpadModule} m
 * @param {string[][]} rules names and values of the rules for the number
 * @param {(tenThousandths: number) => string} percentOf
 */
export function verdictText(m, rules, percentOf) {
  if (m._app_has_picture()) return pictureText(m);
  if (m._app_waiting()) return texts.verdictWaiting;
  const verdict = m.UTF8ToString(m._app_verdict());
  const guess = m.UTF8ToString(m._app_guess());
  const emptyBoxes = m._app_empty_cells();
  if (verdict === 'unsure' && emptyBoxes > 0) {
    return fillIn(texts.verdictBoxes, { count: String(emptyBoxes) });
  }
  const rule = m.UTF8ToString(m._app_broken_rule());
  if (rule) return breachText(rule, guess, rules);
  if (verdict === 'accepted' && m._app_by_hand()) return texts.verdictByHand;
  const isQuestion = m.UTF8ToString(m._app_candidate(1)) !== '';
  const text = {
    empty: texts.verdictEmpty,
    accepted: texts.verdictAccepted,
    unsure: isQuestion ? texts.verdictWhich : texts.verdictUnsure,
    rejected: texts.verdictRejected,
  }[verdict];
  return fillIn(text ?? '', { percent: percentOf(m._app_confidence()), guess });
}
