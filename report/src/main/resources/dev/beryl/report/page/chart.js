'use strict';
// What the scripts of a page make it of: elements, and charts that follow the theme and the width of the page.

/** Adds an element; its content is text, never markup. */
function element(name, parent, content) {
  const made = document.createElement(name);
  if (content !== undefined) {
    made.textContent = content;
  }
  parent.append(made);
  return made;
}

const Charts = (() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const bright = {'#0072b2': '#4aa8e0', '#aa3399': '#d77fc9', '#8a8a8a': '#a5adb5', '#c8500a': '#ff8a4c', '#8a6d00': '#d9b53a',
    '#00794f': '#35c08a', '#1f2328': '#e6edf3'};
  const all = new Set();

  function start(made) {
    if (made.live !== null) {
      made.live.dispose();
    }
    made.live = echarts.init(made.box, dark.matches ? 'dark' : null, {renderer: 'canvas'});
    made.draw();
  }

  dark.addEventListener('change', () => all.forEach(start));
  addEventListener('resize', () => all.forEach((made) => made.live !== null && made.live.resize()));

  return {
    /** The shape of each state. */
    symbols: ['circle', 'triangle', 'rect', 'path://M0 0L10 10M10 0L0 10', 'diamond'],
    shade: (color) => (dark.matches ? bright[color] || color : color),

    /** A number at an axis. */
    tick: (number) => (Math.abs(number) < 1e7 ? String(Number(number.toPrecision(6)))
      : number.toExponential(2).replace(/\.?0*e\+/, 'e')),

    /** A place for a chart within an element; set its draw, then start it. */
    add(parent, id, label, height) {
      const box = document.createElement('div');
      box.id = id;
      box.className = 'chart';
      box.style.height = height + 'px';
      box.setAttribute('role', 'img');
      box.setAttribute('aria-label', label);
      parent.append(box);
      const made = {box, draw: null, live: null};
      all.add(made);
      return made;
    },

    start,

    /** Ends all charts, as others take their place. */
    clear() {
      all.forEach((made) => made.live !== null && made.live.dispose());
      all.clear();
    },
  };
})();
