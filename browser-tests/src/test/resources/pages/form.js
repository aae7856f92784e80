// Like most applications of one page: takes the form itself and empties its fields.
document.getElementById('form').addEventListener('submit', (event) => {
  if (location.search === '?leave') {
    return;
  }
  event.preventDefault();
  for (const field of event.target.querySelectorAll('input, textarea')) {
    field.value = '';
  }
});
window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
