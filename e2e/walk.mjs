// Coming to every page by links, as a person does: a page to which no link leads is found by nobody.

/** Pages that are opened at a time. */
const AT_ONCE = 8;

/** Addresses of one kind that are tried before a page that is still missing counts as found by nobody. Two found
 * all of them when this was written. */
const ENOUGH = 12;

/**
 * Follows links from the start page as each person in the town, and gives for each of these routes the page with the most on
 * it, who came to it, and where. The first page of each route in each evaluation, as each person; more while a route is missing.
 */
export async function walk(town, routes, pages) {
  const patterns = routes.map(({ path }) => [path, new RegExp(`^${path.replace(/\{[a-z]+\}/g, '[^/]+')}$`)]);
  // A path in words goes before one in braces: /organisations/new is no organisation.
  patterns.sort(([one], [other]) => one.split('{').length - other.split('{').length);
  const routeOf = (address) => patterns.find(([, pattern]) => pattern.test(address.split('?')[0]))?.[0];
  const came = new Map();
  // What is to be opened, by how many pages of the same kind its person knew before.
  const open = [];
  const known = new Map();
  const note = (who, address) => {
    const path = routeOf(address);
    if (!pages.some((page) => page.path === path) || known.has(`${who} ${address}`)) return;
    known.set(`${who} ${address}`, 1);
    const kind = `${who} ${path} ${address.match(/[0-9a-f-]{36}/)}`;
    const before = known.get(kind) ?? 0;
    known.set(kind, before + 1);
    (open[before] ??= []).push({ who, path, address });
  };
  for (const who in town.people) for (const address of ['/', '/sign-in', ...Object.values(town.unlinked)]) note(who, address);
  const ask = async (who, address) => {
    for (;;) {
      const answer = await town.people[who].page.request.get(address, { maxRedirects: 0, maxRetries: 2, timeout: 60_000 });
      // All of them come from one address, and a quick machine asks for more than that may.
      if (answer.status() !== 429) return answer;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  };
  const visit = async ({ who, path, address }) => {
    const answer = await ask(who, address);
    if (answer.status() !== 200 && !path.endsWith('/callback')) return;
    const text = await answer.text();
    // Of a page and a view of it, the page.
    const there = came.get(path);
    if (!there || (!address.includes('?') && text.length > there.text.length)) came.set(path, { who, address, text });
    for (const [, link] of text.matchAll(/<a [^>]*href="([^"]*)"/g)) {
      const { origin, pathname, search } = new URL(link.replaceAll('&amp;', '&'), new URL(address, town.site.origin));
      if (origin === town.site.origin) note(who, pathname + search);
    }
  };
  for (;;) {
    const before = open.findIndex((addresses) => addresses?.length);
    if (before < 0 || before >= ENOUGH || (before > 0 && came.size === pages.length)) return came;
    await Promise.all(open[before].splice(0, AT_ONCE).map(visit));
  }
}
