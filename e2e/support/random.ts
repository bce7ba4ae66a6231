/** Chance that can be repeated. */

/** Numbers 0 ≤ n < 1 that are the same for the same seed (a linear congruential generator with the constants of POSIX's drand48). */
export function seededRandom(start: number): () => number {
  let state = (BigInt(start) << 16n) + 0x330en;
  return () => {
    state = (state * 0x5deece66dn + 0xbn) & 0xffffffffffffn;
    return Number(state) / 2 ** 48;
  };
}
