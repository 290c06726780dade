// The rendered page, and its data.
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';

const element = /(<script type="application\/octet-stream\+base64" id="data">)([^<]*)(<\/script>)/;

// The page under test: EXITSPEC_REPORT names it (see scripts/check-page).
export const file = process.env.EXITSPEC_REPORT;
if (!file) throw new Error('EXITSPEC_REPORT has to name the rendered page; scripts/check-page does that');
export const html = readFileSync(file, 'utf8');

// The data in a page.
export function dataIn(page) {
  return JSON.parse(gunzipSync(Buffer.from(element.exec(page)[2], 'base64')).toString('utf8'));
}

// The same page with other data.
export function withData(page, data) {
  const packed = gzipSync(JSON.stringify(data)).toString('base64');
  if (!element.test(page)) throw new Error('the page has no data to replace');
  return page.replace(element, (_, before, _old, after) => before + packed + after);
}

// The rows and platforms of a report, by name.
export class Report {
  constructor(data) {
    Object.assign(this, data);
  }

  name(row) {
    return `${row.case}@${row.sink}${row.panic && row.panic !== 'unwind' ? `+${row.panic}` : ''}`;
  }

  row(name) {
    return this.rows.find((row) => this.name(row) === name);
  }

  outcome(row, platform) {
    return row.outcomes[row.cells[this.platforms.indexOf(platform)]];
  }

  family(name) {
    const ranges = this.groups.filter((group) => group.family === name);
    return {
      groups: ranges,
      rows: ranges.flatMap(({ first, count }) => this.rows.slice(first, first + count)),
      platforms: this.platforms.filter((platform) => platform.families.includes(name)),
    };
  }

  // The first cell for which the test holds.
  find(test) {
    for (const row of this.rows) {
      for (const platform of this.platforms) {
        const outcome = this.outcome(row, platform);
        if (outcome && test(outcome, row, platform)) return { row, platform, outcome, name: this.name(row), family: row.case.split('/')[0] };
      }
    }
    throw new Error('the report has no such cell');
  }

  observations(outcome) {
    return outcome.observations.map(([, index]) => this.observations_[index]);
  }
}

export const report = (() => {
  const data = dataIn(html);
  const made = new Report(data);
  made.observations_ = data.observations;
  return made;
})();
