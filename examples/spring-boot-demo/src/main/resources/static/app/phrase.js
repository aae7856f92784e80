// The field of the phrase: Enter ends an entry; what was typed stays on the page and is forgotten.

const form = document.querySelector('[data-phrase-form]');
const field = form.querySelector('input');
const said = document.getElementById('phrase-said');

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (field.value) {
    said.textContent = field.value === field.dataset.expected ? 'Taken.' : 'That was not the phrase: type it as it stands.';
  }
  // After the collector has heard of the end of the entry.
  setTimeout(() => {
    field.value = '';
    field.focus();
  }, 0);
});

const progress = document.getElementById('enrolled');
if (progress) {
  document.addEventListener('demo:state', ({ detail: state }) => {
    const learned = Math.min(state.learned, progress.max);
    progress.value = learned;
    document.getElementById('enrolled-text').textContent = `${learned} of ${progress.max}`;
    document.getElementById('enrolled-done').hidden = !state.enrolled;
  });
}
