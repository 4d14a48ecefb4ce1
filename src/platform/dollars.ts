const MICRO = 1_000_000;

/** An amount for people: `$1,234.50`, and `$0.0012` where it is less than a cent. */
export function dollarText(microDollars: number): string {
  const dollars = microDollars / MICRO;
  const digits = dollars > 0 && dollars < 0.01 ? 4 : 2;
  const amount = dollars.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `$${amount}`;
}
