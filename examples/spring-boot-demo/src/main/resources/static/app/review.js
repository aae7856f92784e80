// Blocks and decisions through the admin API of the starter.

const csrf = document.querySelector('meta[name="csrf"]');
const said = document.getElementById('blocks-said');
const blocks = document.getElementById('block-list');
const decisions = document.getElementById('decision-list');
const time = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

function element(name, text, className) {
  const made = document.createElement(name);
  made.textContent = text ?? '';
  if (className) {
    made.className = className;
  }
  return made;
}

async function get(url) {
  const response = await fetch(url, { headers: { Accept: 'application/json' } });
  if (!response.ok) {
    throw new Error(`${response.status}`);
  }
  return response.json();
}

function block(shown) {
  const item = document.createElement('li');
  const whom = shown.target ? ` ${shown.target}` : '';
  item.append(
    element('strong', `${shown.kind.toLowerCase()}${whom} blocked`),
    element('span', shown.reason),
    element('span', `until ${time.format(new Date(shown.expiresAt))}`, 'hint'),
  );
  const form = document.createElement('form');
  const label = element('label', 'Reason to lift it');
  const input = document.createElement('input');
  input.id = `reason-${shown.id}`;
  input.required = true;
  label.htmlFor = input.id;
  form.append(label, input, element('button', 'Unblock'));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void unblock(shown.id, input.value);
  });
  item.append(form);
  return item;
}

async function unblock(id, reason) {
  const response = await fetch(`${blocks.dataset.url}/${encodeURIComponent(id)}/unblock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json', [csrf.dataset.header]: csrf.content },
    body: JSON.stringify({ reason }),
  });
  said.textContent = response.ok ? 'The block is lifted.' : 'That did not work. Is there a reason?';
  await load();
}

function row(decision) {
  const line = document.createElement('tr');
  line.append(
    element('td', time.format(new Date(decision.at))),
    element('td', decision.computedVerdict),
    element('td', `${Math.round(decision.trust * 100)} %`),
    element('td', decision.reasons.join(', ')),
    element('td', decision.correlationId ?? ''),
  );
  return line;
}

async function load() {
  try {
    const active = (await get(blocks.dataset.url)).items;
    blocks.replaceChildren(...(active.length ? active.map(block) : [element('li', 'Nobody is blocked.', 'empty')]));
    const latest = (await get(decisions.dataset.url)).items.filter((each) => each.computedVerdict !== 'ALLOW');
    if (latest.length) {
      decisions.replaceChildren(...latest.map(row));
    }
  } catch {
    said.textContent = 'The list cannot be read.';
  }
}

void load();
