// DuckDB for rules_bench: reads one request per line, answers "milliseconds check".
//
//   load TABLE QUERIES   the units, and one condition per line (not measured by anybody)
//   rules                counts what meets each condition, one query after the other
//
// The package @duckdb/node-api is looked for in $PARTYORG_DUCKDB. First argument: threads.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';

const require = createRequire((process.env.PARTYORG_DUCKDB ?? '.') + '/x.js');
const { DuckDBInstance } = require('@duckdb/node-api');
const database = await DuckDBInstance.create(':memory:', { threads: process.argv[2] ?? '2' });
const connection = await database.connect();

let conditions = [];
let check = 0;
const requests = {
    load: async (table, queries) => {
        await connection.run(`CREATE TABLE unit AS SELECT registered::BIGINT registered,
            assigned::BIGINT assigned, admitted::BIGINT admitted, members::BIGINT members,
            official::BIGINT official, kind::UTINYINT kind, level::UTINYINT AS level,
            leaf::UTINYINT leaf FROM read_csv('${table}', header=true)`);
        conditions = readFileSync(queries, 'utf8').trim().split('\n');
        check = conditions.length;
    },
    rules: async () => {
        check = 0;
        for (const [i, condition] of conditions.entries()) {
            const answer = await connection.runAndReadAll(`SELECT count(*) FROM unit WHERE ${condition}`);
            check += (i + 1) * Number(answer.getRows()[0][0]);
        }
    },
};

for await (const line of createInterface({ input: process.stdin })) {
    const [word, ...rest] = line.split(' ');
    const start = process.hrtime.bigint();
    await requests[word](...rest);
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    console.log(`${ms} ${check}`);
}
