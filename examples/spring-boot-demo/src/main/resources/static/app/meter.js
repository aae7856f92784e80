// Shows what the last decisions said of this session.

const meter = document.getElementById('meter');
const EVERY_MILLIS = 1500;
const WORDS = {
  ALLOW: 'go on',
  CHALLENGE: 'asks who you are',
  DENY: 'ends the session',
};
let last = '';

function list(element, texts, empty) {
  element.replaceChildren(
    ...(texts.length ? texts : [empty]).map((text) => {
      const item = document.createElement('li');
      item.textContent = text;
      item.className = texts.length ? '' : 'empty';
      return item;
    }),
  );
}

function show(state) {
  const trust = Math.round(state.trust * 100);
  const fill = document.getElementById('meter-fill');
  fill.style.setProperty('width', `${trust}%`);
  fill.dataset.verdict = state.verdict;
  document.getElementById('meter-trust').textContent = `${trust} %`;
  const verdict = document.getElementById('meter-verdict');
  verdict.textContent = `${state.verdict}: ${WORDS[state.verdict]}`;
  verdict.dataset.verdict = state.verdict;
  list(document.getElementById('meter-sources'), state.sources, 'Nothing observed yet.');
  list(document.getElementById('meter-reasons'), state.reasons, 'Nothing.');
  if (state.verdict !== last) {
    document.getElementById('meter-said').textContent = last ? `Now: ${state.verdict}.` : '';
    last = state.verdict;
  }
  document.dispatchEvent(new CustomEvent('demo:state', { detail: state }));
}

async function ask() {
  if (document.hidden) {
    return;
  }
  try {
    const response = await fetch(meter.dataset.url, { headers: { Accept: 'application/json' }, redirect: 'manual' });
    if (response.ok) {
      show(await response.json());
    } else if (response.type === 'opaqueredirect' || response.status === 401 || response.status === 403) {
      location.reload(); // the server has something to say
    }
  } catch {
    document.getElementById('meter-said').textContent = 'The demo does not answer.';
  }
}

// The page that comes next says it better than a line on this one.
document.addEventListener('demeanor:verdict', (event) => {
  event.preventDefault();
  if (event.detail.verdict === 'DENY') {
    location.assign(`/sign-in?ended=${encodeURIComponent(event.detail.reference ?? '')}`);
  } else {
    location.reload();
  }
});

ask();
setInterval(ask, EVERY_MILLIS);
