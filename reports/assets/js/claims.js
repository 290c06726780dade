// What texts claim about ending a process, and what of it holds on these platforms.
const claims = (() => {
  const verdicts = { holds: 'holds', holds_only_when: 'holds only sometimes', does_not_hold: 'does not hold' };

  function make(report, id) {
    const all = report.claims ?? [];
    const count = (verdict) => all.filter((claim) => (claim.verdict ?? null) === verdict).length;
    const summary = [...Object.entries(verdicts), [null, 'untested']].map(([verdict, text]) => `${text}: ${count(verdict)}`);
    const element = dom.el('article', { class: 'page' }, dom.el('h1', { tabindex: -1, text: 'Claims put to the test' }),
      dom.el('p', { class: 'lead' }, `What texts about ending a process say, and whether it is so. Of ${words.count(all.length, 'claim')} ${summary.join('; ')}.`),
      dom.el('p', { class: 'note' }, 'A verdict is computed from the results of cases: a claim holds when all of them show what it says, does not hold when none does, and holds only sometimes when some do.'),
      dom.el('ul', { class: 'contents', 'aria-label': 'All claims' }, all.map((claim) => dom.el('li', {}, dom.inside(route.format('claims', [claim.id]),
        { class: `standing ${claim.verdict ?? 'untested'}`, title: claim.claim }, claim.id, dom.el('span', { class: 'unseen', text: `, ${verdicts[claim.verdict] ?? 'untested'}` }))))),
      all.map((claim) => one(report, claim, claim.id === id)));
    return {
      element,
      title: 'Claims',
      update: () => { if (id) element.querySelector('.chosenclaim')?.scrollIntoView({ block: 'start' }); },
    };
  }

  function one(report, claim, chosen) {
    const agree = claim.results.filter(({ agrees }) => agrees === true).length;
    const tested = claim.results.filter(({ agrees }) => agrees === true || agrees === false).length;
    const verdict = verdicts[claim.verdict] ?? 'untested';
    return dom.el('section', { class: chosen ? 'claim chosenclaim' : 'claim', id: `claim-${claim.id}` },
      dom.el('h2', {}, dom.inside(route.format('claims', [claim.id]), { class: 'id' }, claim.id), ' ', dom.el('q', { text: claim.claim })),
      dom.el('p', { class: 'said', text: `said by ${claim.said_by}` }),
      dom.el('p', {}, dom.el('span', { class: `standing ${claim.verdict ?? 'untested'}`, text: verdict }),
        claim.verdict === 'holds_only_when' && claim.when ? ` when ${claim.when}` : null),
      claim.quote ? dom.el('p', { class: 'quote', text: claim.quote }) : null,
      claim.as_reviewed === false ? dom.el('p', { class: 'reason unexpected', text: 'The results are not what they were when somebody last looked.' }) : null,
      results(report, claim, agree, tested));
  }

  // The evidence, by result of a case: on how many platforms it agrees.
  function results(report, claim, agree, tested) {
    const by = new Map();
    for (const result of claim.results) {
      const name = `${result.case}@${result.sink}`;
      if (by.has(name)) by.get(name).push(result);
      else by.set(name, [result]);
    }
    return dom.el('details', {}, dom.el('summary', {}, tested ? `${words.number(agree)} of ${words.count(tested, 'result')} agree` : 'no evidence here'),
      dom.el('ul', { class: 'evidence' }, [...by].map(([name, list]) => group(report, name, list))));
  }

  function group(report, name, list) {
    const row = report.byName.get(name);
    const places = (wanted, text) => {
      const found = list.filter(({ agrees }) => (agrees ?? null) === wanted);
      return found.length ? dom.el('p', { class: 'where' }, dom.el('b', { text: `${text} (${found.length}): ` }), found.flatMap((result, at) => [at ? ' · ' : '', place(report, row, result)])) : null;
    };
    return dom.el('li', {}, row ? dom.inside(route.format('case', row.case.split('/')), {}, dom.el('code', { text: name })) : dom.el('code', { text: name }),
      places(true, 'agrees'), places(false, 'does not'), places(null, 'no evidence'));
  }

  function place(report, row, result) {
    const platform = report.platforms[result.implementation];
    if (!platform) return 'another platform';
    if (!row || !data.outcome(row, platform)) return words.platform(platform);
    return dom.inside(evidence.hash(row, platform), { title: platform.name }, platform.label);
  }

  return { make };
})();
