// Names and texts that try to become a part of the page or of generated code.

import assert from 'node:assert/strict';

import { addFiles, chooseSample, press, replaceText, requestPane, result, row, says, userTest, writeBody } from './support/user.mjs';

/** What would change the page if it were read as HTML or JavaScript; ends with a control that turns text round. */
const PAYLOAD = `"'\`\${window.hostile=1}*/</textarea></script><img src=x onerror=window.hostile=1>\u202e`;
/** The same without what no file's name may have. */
const NAME = PAYLOAD.replaceAll('/', '').replaceAll('*', '');
/** In a string of WAT. */
const IN_WAT = `"${[...Buffer.from(`${PAYLOAD}\n`)].map((byte) => `\\${byte.toString(16).padStart(2, '0')}`).join('')}"`;

const COMPONENT = `(component
  (@custom ${IN_WAT} "")
  (core module $m
    (@producers (processed-by ${IN_WAT} ${IN_WAT}))
    (func $${IN_WAT} unreachable)
    (func (export "trap") (call $${IN_WAT})))
  (core instance $i (instantiate $m))
  (func (export "trap") (canon lift (core func $i "trap"))))`;

const file = (name, text) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });

/** Nothing ran, and nothing of it became an element. */
async function isUnharmed(page) {
  const found = await page.evaluate(() => ({
    ran: 'hostile' in window,
    elements: document.querySelectorAll('img[src="x"], [onerror], script:not([src]):not([type])').length,
  }));
  assert.deepEqual(found, { ran: false, elements: 0 });
}

userTest('hostile names in a component are shown as text, and it runs', {}, async (page) => {
  await addFiles(page, [file(`${NAME}.wat`, COMPONENT)]);
  const card = page.getByRole('button', { name: /^Actions for local:/ }).last();
  await card.waitFor();
  const name = (await card.getAttribute('aria-label')).replace('Actions for ', '');
  await page.evaluate((name) => window.dovetail.inspect(name), name);
  await page.getByRole('combobox', { name: 'Target' }).selectOption(name);
  await press(page, 'Run');
  const answer = await result(page);
  await says(answer, /unreachable/);
  await answer.getByText(/^Backtrace/).click();
  await answer.getByRole('listitem').first().waitFor();
  await isUnharmed(page);

  await card.press('Enter');
  await page.getByRole('menuitem', { name: 'Inspect' }).press('Enter');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByText('Custom sections').click();
  await says(inspector, /window\.hostile=1/);
  await inspector.getByText('WAT', { exact: true }).click();
  await says(inspector, /call \$/);
  await isUnharmed(page);
});

userTest('hostile texts of WIT and WAC, and names of files, are shown as text', {}, async (page) => {
  await addFiles(page, [file(`${NAME}.wit`, `/// ${PAYLOAD}\npackage a:b;\ninterface i { f: func() -> ${NAME}; }\n`)]);
  await row(page, new RegExp('window\\.hostile')).waitFor();
  await replaceText(page, 'compose.wac', `package a:c;\n// ${PAYLOAD}\nlet it = new example:text-processor { "${NAME.replaceAll('"', '')}": it };\n`);
  await page.getByRole('tab', { name: /Problems/ }).press('Enter');
  await says(page.getByRole('region', { name: 'Problems' }), /window\.hostile/);
  await isUnharmed(page);
});

userTest('a hostile answer to a request is shown as text', {}, async (page) => {
  await chooseSample(page, /HTTP text/);
  const request = await requestPane(page);
  await request.getByLabel('Method').fill('POST');
  await writeBody(request, `text=${encodeURIComponent(PAYLOAD)}`);
  await request.getByRole('button', { name: 'Send', exact: true }).press('Enter');
  const answer = await result(page);
  await says(answer, /200/, /window\.hostile=1/);
  await isUnharmed(page);
});

userTest('neither the page nor the worker that runs components evaluates text', { mayLog: /inline script/ }, async (page) => {
  const policies = await page.evaluate(async () => {
    const of = async (path) => (await fetch(path)).headers.get('content-security-policy') ?? '';
    return [await of('/'), await of('/runner.js')];
  });
  for (const policy of policies) {
    assert.match(policy, /script-src/);
    assert.doesNotMatch(policy, /'unsafe-eval'|'unsafe-inline'[^;]*script|\*/);
  }
  const evaluated = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.hostile = 1';
    document.head.append(script);
    script.remove();
    return 'hostile' in window;
  });
  assert.equal(evaluated, false);
});
