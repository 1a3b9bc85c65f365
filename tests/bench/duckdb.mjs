// DuckDB for the benchmarks: reads one request per line, answers "milliseconds check".
//
//   numbers FILE   load parent row, kind, level and counts (not measured by anybody)
//   rollup         totals of all units, level by level
//   groupby        counts and sums by kind and level
//   load FILE      a unit table to rows with parent ids, as one would for further queries
//   scan FILE      the same file read and summed, nothing kept
//
// First argument: threads; see duckdb_connection.mjs.
import { createInterface } from 'node:readline';
import { connection } from './duckdb_connection.mjs';

const run = text => connection.run(text);
const number = async text => (await connection.runAndReadAll(text)).getRows()[0][0];

const columns = "{'code':'VARCHAR','parent':'VARCHAR','kind':'VARCHAR','name':'VARCHAR'," +
    "'c0':'BIGINT','c1':'BIGINT','c2':'BIGINT','c3':'BIGINT'}";
const table = file => `read_csv('${file}', header=true, columns=${columns}, nullstr=['','-'])`;

let deepest = 0;
const requests = {
    numbers: {
        work: async file => {
            await run(`CREATE OR REPLACE TABLE unit AS SELECT id::INT id, pid::INT pid,
                kind::UTINYINT kind, level::UTINYINT AS level, v0::INT v0, v1::INT v1, v2::INT v2,
                v3::INT v3 FROM read_csv('${file}', header=true, all_varchar=false) ORDER BY id`);
            deepest = Number(await number('SELECT max(level) FROM unit'));
        },
        check: async () => number('SELECT count(*) FROM unit'),
    },
    rollup: {
        work: async () => {
            await run(`CREATE OR REPLACE TABLE t${deepest + 1}(id INT, pid INT, total BIGINT)`);
            for (let level = deepest; level >= 0; --level)
                await run(`CREATE OR REPLACE TABLE t${level} AS
                    SELECT u.id, u.pid, CAST(u.v0 + coalesce(c.s, 0) AS BIGINT) AS total
                    FROM (SELECT id, pid, v0 FROM unit WHERE level=${level}) u LEFT JOIN
                    (SELECT pid, sum(total) s FROM t${level + 1} GROUP BY pid) c ON c.pid=u.id`);
        },
        check: async () => {
            const levels = Array.from({ length: deepest + 1 },
                (_, level) => `SELECT sum(total*(id%97+1)) x FROM t${level}`);
            return number(`SELECT CAST(sum(x) AS BIGINT) FROM (${levels.join(' UNION ALL ')})`);
        },
    },
    groupby: {
        work: async () => run(`CREATE OR REPLACE TABLE g AS SELECT kind, level, count(*) n,
            sum(v0) a, sum(v1) b, sum(v2) c, sum(v3) d FROM unit GROUP BY kind, level`),
        check: async () => number('SELECT CAST(sum((kind*31+level)*(n+3*a+5*b+7*c+11*d)) AS BIGINT) FROM g'),
    },
    load: {
        work: async file => {
            await run('DROP TABLE IF EXISTS loaded');
            await run(`CREATE OR REPLACE TABLE raw AS SELECT * FROM ${table(file)}`);
            await run(`CREATE TABLE loaded AS SELECT r.*, r.rowid AS id, p.rowid AS pid
                FROM raw r LEFT JOIN raw p ON r.parent = p.code`);
        },
        check: async () => number('SELECT CAST(sum(coalesce(c0,0)*(id%97+1)) AS BIGINT) FROM loaded'),
    },
    scan: {
        work: async file => run(`CREATE OR REPLACE TABLE scanned AS SELECT count(*) n,
            sum(length(code)+length(parent)+length(kind)+length(name)) l, sum(c0+c1+c2+c3) s
            FROM ${table(file)}`),
        check: async () => number('SELECT n FROM scanned'),
    },
};

for await (const line of createInterface({ input: process.stdin })) {
    const [word, ...rest] = line.split(' ');
    const start = process.hrtime.bigint();
    await requests[word].work(rest.join(' '));
    const ms = Number(process.hrtime.bigint() - start) / 1e6;
    console.log(`${ms} ${await requests[word].check()}`);
}
