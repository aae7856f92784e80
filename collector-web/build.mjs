// Builds the collector: types from the schema, the script for pages (committed), the module for npm.
//   node build.mjs [--check]     --check: build nothing, fail where the committed files are not what would be built
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { declarations } from './types.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const sources = join(here, 'src/main/typescript');
const check = process.argv.includes('--check');

const schema = JSON.parse(readFileSync(join(here, '../docs/collector-message.schema.json'), 'utf8'));
put(join(sources, 'message.ts'), declarations(schema));

const common = { bundle: true, write: false, target: 'es2022', legalComments: 'none', charset: 'ascii' };
const [script] = (
  await build({
    ...common,
    entryPoints: [join(sources, 'script.ts')],
    format: 'iife',
    minify: true,
    banner: { js: '/*! Demeanor collector, Apache-2.0, https://demeanor.dev */' },
  })
).outputFiles;
put(join(here, 'src/main/resources/META-INF/resources/demeanor/collector.js'), script.text);

if (!check) {
  const [module] = (await build({ ...common, entryPoints: [join(sources, 'index.ts')], format: 'esm' })).outputFiles;
  put(join(here, 'dist/collector.mjs'), module.text);
  put(join(here, 'dist/LICENSE'), readFileSync(join(here, '../LICENSE'), 'utf8'));
  const tsc = join(here, 'node_modules/.bin/tsc');
  execFileSync(tsc, ['--declaration', '--emitDeclarationOnly', '--outDir', 'dist/types', '--rootDir', 'src/main/typescript', '--project', 'tsconfig.build.json'], { cwd: here, stdio: 'inherit' });
}

function put(path, text) {
  if (check) {
    if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
      console.error(`${path} is not what the sources give. Run: mvn -Pfrontend -pl collector-web generate-resources, and commit it.`);
      process.exitCode = 1;
    }
    return;
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
