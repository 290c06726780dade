// The report's data (exitspec/report/1): read from the page, and made ready for looking things up.
const data = (() => {
  const sinks = ['pipe', 'file', 'tty', 'null', 'full', 'closed', 'broken', 'shared'];

  // Reads the data that is in the page: JSON, compressed by gzip, in base64.
  async function load() {
    const text = document.getElementById('data').textContent;
    const packed = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
    return prepare(await new Response(stream).json());
  }

  // The name of a row, which is the name of the result everywhere else.
  function nameOf(row) {
    return `${row.case}@${row.sink}${row.panic && row.panic !== 'unwind' ? `+${row.panic}` : ''}`;
  }

  function prepare(report) {
    if (report.schema !== 'exitspec/report/1') throw new Error(`this page does not know ${report.schema}`);
    report.platforms.forEach((platform, index) => { platform.index = index; });
    report.byId = new Map(report.platforms.map((platform) => [platform.id, platform]));
    report.byName = new Map();
    report.byCase = new Map();
    for (const group of report.groups) {
      for (let at = group.first; at < group.first + group.count; at += 1) {
        const row = report.rows[at];
        row.index = at;
        row.group = group;
        row.name = nameOf(row);
        row.short = row.name.slice(group.name.length + 1);
        row.haystack = `${row.name} ${row.summary ?? ''}`.toLowerCase();
        report.byName.set(row.name, row);
        for (const outcome of row.outcomes) weigh(outcome);
        const rows = report.byCase.get(row.case);
        if (rows) rows.push(row);
        else report.byCase.set(row.case, [row]);
      }
    }
    report.families = families(report);
    return report;
  }

  // What is asked of every outcome again and again.
  function weigh(outcome) {
    outcome.rank = words.rank(outcome.class);
    outcome.ran = outcome.observations.length > 0;
    outcome.notable = words.notable(outcome);
  }

  // Each family with its groups, rows and the platforms that have it.
  function families(report) {
    const found = new Map();
    for (const group of report.groups) {
      if (!found.has(group.family)) {
        const platforms = report.platforms.filter((platform) => platform.families.includes(group.family));
        found.set(group.family, { name: group.family, groups: [], rows: [], platforms });
      }
      const family = found.get(group.family);
      family.groups.push(group);
      family.rows.push(...report.rows.slice(group.first, group.first + group.count));
    }
    return found;
  }

  // The outcome of a row on a platform, or undefined when there is no such result.
  function outcome(row, platform) {
    return row.outcomes[row.cells[platform.index]];
  }

  // How to have this result again.
  function command(row, platform) {
    return ['exitspec run --exact', row.name, platform.target].filter(Boolean).join(' ');
  }

  return { sinks, load, prepare, nameOf, outcome, command };
})();
