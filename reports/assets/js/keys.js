// The keyboard in a grid: one place has the focus, the arrows move it (the pattern "grid" of the ARIA practices).
const keys = (() => {
  const HEAD = -1;

  function listen(self) {
    self.element.addEventListener('keydown', (event) => pressed(self, event));
    // Where a click or a screen reader puts the focus, the arrows go on from.
    self.element.addEventListener('focusin', (event) => {
      const place = placeOf(self, event.target);
      if (!place || (place.at === self.active.at && place.column === self.active.column)) return;
      self.active = place;
      mark(self);
    });
  }

  function placeOf(self, target) {
    const cell = target.closest('[aria-colindex]');
    const line = cell?.closest('.line');
    if (!line || line.classList.contains('bands')) return null;
    return { at: line.classList.contains('heads') ? HEAD : Number(line.dataset.at), column: Number(cell.getAttribute('aria-colindex')) - 1 };
  }

  function pressed(self, event) {
    if (event.altKey || event.metaKey) return;
    const { at, column } = self.active;
    const page = Math.max(1, Math.floor((self.element.clientHeight - self.head.offsetHeight) / self.height) - 1);
    const end = self.columns.platforms.length;
    const last = self.items.length - 1;
    const to = {
      ArrowDown: [at + 1, column],
      ArrowUp: [at - 1, column],
      ArrowRight: [at, column + 1],
      ArrowLeft: [at, column - 1],
      PageDown: [at + page, column],
      PageUp: [Math.max(at - page, Math.min(at, 0)), column],
      Home: event.ctrlKey ? [0, 0] : [at, 0],
      End: event.ctrlKey ? [last, end] : [at, end],
    }[event.key];
    if (to) {
      event.preventDefault();
      move(self, Math.max(HEAD, Math.min(to[0], last)), Math.max(0, Math.min(to[1], end)));
    } else if (event.key === 'Enter' || event.key === ' ') {
      const cell = event.target.closest('.cell, .sum');
      if (!cell) return;
      event.preventDefault();
      if (cell.matches('.cell')) cell.click();
      else self.fold('group', self.items[at].group);
    }
  }

  function move(self, at, column) {
    self.active = { at, column };
    into(self);
    grid.draw(self);
    focus(self);
  }

  // The element that has the focus at a place: the link or button that fills the cell, or the cell.
  function elementAt(self, { at, column }) {
    const line = at === HEAD ? self.head.querySelector('.heads') : grid.lineAt(self, at);
    if (!line) return null;
    const cell = line.querySelector(`[aria-colindex="${column + 1}"]`) ?? line.firstElementChild;
    return cell.querySelector('a, button') ?? cell;
  }

  // Makes the active place the only one that Tab comes to.
  function mark(self) {
    const element = elementAt(self, self.active);
    if (self.marked && self.marked !== element) self.marked.tabIndex = -1;
    if (element) element.tabIndex = 0;
    self.marked = element;
  }

  function focus(self) {
    mark(self);
    self.marked?.focus({ preventScroll: true });
  }

  // Scrolls so that the active place is not behind the heads; to the middle when it was far away.
  function into(self) {
    const { element, head, height, active: { at, column } } = self;
    if (at >= 0) {
      const top = at * height;
      const room = element.clientHeight - head.offsetHeight;
      const [above, below] = [element.scrollTop - top, top + height - element.scrollTop - room];
      if (Math.max(above, below) > room) element.scrollTop = top - Math.floor(room / 2);
      else if (above > 0) element.scrollTop = top;
      else if (below > 0) element.scrollTop = top + height - room;
      self.top = element.scrollTop;
    }
    if (column > 0) {
      const first = head.querySelector('.heads .first').offsetWidth;
      const left = (column - 1) * self.width;
      const room = element.clientWidth - first;
      if (left < element.scrollLeft) element.scrollLeft = left;
      else if (left + self.width > element.scrollLeft + room) element.scrollLeft = left + self.width - room;
      self.left = element.scrollLeft;
    }
  }

  return { listen, mark, focus, into };
})();
