'use strict';
// Replaces the body when the server tells of a newer one. Folded parts stay as the reader left them.
(() => {
  const main = document.getElementById('live');
  const state = document.getElementById('connection');
  let busy = false;
  let again = false;

  async function refresh() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    try {
      const answer = await fetch('/body', {cache: 'no-store'});
      if (answer.ok) {
        const body = await answer.text();
        const open = new Set([...main.querySelectorAll('details[open]')].map((part) => part.id));
        main.innerHTML = body;
        for (const part of main.querySelectorAll('details')) {
          part.open = open.has(part.id);
        }
      }
    } catch (gone) {
      state.textContent = 'not connected';
    } finally {
      busy = false;
      if (again) {
        again = false;
        refresh();
      }
    }
  }

  const events = new EventSource('/events');
  events.onopen = () => { state.textContent = 'live'; };
  events.onmessage = refresh;
  events.onerror = () => { state.textContent = 'not connected; what is shown may be old'; };
  events.addEventListener('closed', () => {
    events.close();
    state.textContent = 'closed; what is shown is the last state';
  });
})();
