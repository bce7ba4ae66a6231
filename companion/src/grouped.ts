/** The items by name, each group and the groups themselves in the order of first appearance. (`Map.groupBy` needs Node 21.) */
export function grouped<T>(items: Iterable<T>, nameOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = nameOf(item);
    const present = groups.get(name);
    if (present) present.push(item);
    else groups.set(name, [item]);
  }
  return groups;
}
