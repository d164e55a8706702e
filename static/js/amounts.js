// Amounts as whole satang. The rules are those of otop_portal.thai; a test holds the two against each other.

const MOST = 99_999_999_999_999n;
const THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙";
// What Python's str.split() takes for white space.
const WHITE = /[\s\x1c-\x1f\x85]+/u;
const AMOUNT = /^฿? ?([0-9]+|[1-9][0-9]{0,2}(?:[, ][0-9]{3})+)(?:\.([0-9]{1,2}))? ?(?:฿|บาท)?$/u;

/** 123450n for `1,234.50`; null for an empty cell; undefined where it is no amount. */
export function parse(text) {
  const typed = tidy(text).replace(/[๐-๙]/gu, (digit) => THAI_DIGITS.indexOf(digit));
  if (!typed) return null;
  const match = AMOUNT.exec(typed);
  if (!match) return undefined;
  const satang = BigInt(match[1].replace(/[, ]/gu, "") + (match[2] ?? "").padEnd(2, "0"));
  return satang > MOST ? undefined : satang;
}

/** `1,234.50` for 123450n. */
export function show(satang) {
  const digits = String(satang).padStart(3, "0");
  const baht = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/gu, ",");
  return `${baht}.${digits.slice(-2)}`;
}

function tidy(text) {
  return text.replace(/\p{Cf}/gu, "").split(WHITE).filter(Boolean).join(" ");
}
