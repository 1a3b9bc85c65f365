// DuckDB for rules_bench: reads one request per line, answers "milliseconds check".
//
//   load TABLE QUERIES   the units, and one condition per line (not measured by anybody)
//   rules                counts what meets each condition, one query after the other
//
// First argument: threads; see duckdb_connection.mjs.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { connection } from './duckdb_connection.mjs';

let conditions = [];
let check = 0;
const requests = {
    load: async (table, queries) => {
        await connection.run(`CREATE TABLE unit AS SELECT registered::INT registered,
            assigned::INT assigned, admitted::INT admitted, members::INT members,
            official::INT official, kind::UTINYINT kind, level::UTINYINT AS level,
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
