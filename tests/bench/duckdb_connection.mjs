// A connection to an empty database in memory, for the programs that race against DuckDB.
//
// The package @duckdb/node-api is looked for in $PARTYORG_DUCKDB. First argument: threads.
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.PARTYORG_DUCKDB ?? process.cwd()}/x.js`);
let DuckDBInstance;
try {
    ({ DuckDBInstance } = require('@duckdb/node-api'));
} catch {
    process.exit(1); // who asked reads the end of our output, and says that there is no DuckDB
}
const database = await DuckDBInstance.create(':memory:', { threads: process.argv[2] ?? '2' });
export const connection = await database.connect();
