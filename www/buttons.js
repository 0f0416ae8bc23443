// The DOM buttons over the drawn ones: they carry label, focus and clicks; the app draws their
// faces and is told when one is hovered, pressed or focused.

import { byId, textSize } from './dom.js';

export class Buttons {
  /**
   * @param {DigitpadModule} module
   * @param {(command: string) => void} run what a click does
   * @param {() => void} changed called after everything that the app may show
   */
  constructor(module, run, changed) {
    this.module = module;
    this.changed = changed;
    this.buttons = [];
    for (let command = 0; command < module._app_command_count(); ++command) {
      const name = module.UTF8ToString(module._app_command_name(command));
      const button = { name, command, element: byId(name), label: byId(`${name}-label`) };
      this.buttons.push(button);
      button.element.addEventListener('click', () => run(name));
      this.followState(button.element, command);
    }
  }

  /**
   * A disabled command does nothing. Buttons stay focusable while they are disabled
   * (`aria-disabled`), so that the focus is not lost by the very click that disables one.
   * @param {string} name
   * @returns {boolean} false for a command that is disabled
   */
  run(name) {
    const button = this.buttons.find((each) => each.name === name);
    if (!button) return true;
    const enabled = this.module._app_command_enabled(button.command) !== 0;
    if (enabled) this.module._app_command(button.command);
    return enabled;
  }

  measure() {
    return this.buttons.map(({ command, label }) => {
      const size = textSize(label);
      this.module._app_set_label_size(command, size.width, size.height);
      return size;
    });
  }

  showEnabled() {
    for (const { command, element } of this.buttons) {
      const disabled = String(!this.module._app_command_enabled(command));
      if (element.ariaDisabled !== disabled) element.ariaDisabled = disabled;
    }
  }

  /**
   * @param {HTMLElement} element
   * @param {number} command
   */
  followState(element, command) {
    const state = { hovered: false, pressed: false, focused: false };
    /** @param {Partial<typeof state>} change */
    const set = (change) => {
      Object.assign(state, change);
      this.module._app_set_button_state(
        command,
        state.hovered,
        state.pressed,
        state.focused,
      );
      this.changed();
    };
    element.addEventListener('pointerenter', (event) => {
      // A finger does not hover: its hover would stay behind when it has gone.
      set({ hovered: event.pointerType !== 'touch' });
    });
    element.addEventListener('pointerleave', () =>
      set({ hovered: false, pressed: false }),
    );
    element.addEventListener('pointerdown', (event) =>
      set({ pressed: event.button === 0 }),
    );
    element.addEventListener('pointerup', () => set({ pressed: false }));
    element.addEventListener('pointercancel', () => set({ pressed: false }));
    element.addEventListener('focus', () => {
      set({ focused: element.matches(':focus-visible') });
    });
    element.addEventListener('blur', () => set({ focused: false, pressed: false }));
    element.addEventListener('keydown', ({ key }) => {
      if (key === ' ' || key === 'Enter') set({ pressed: true, focused: true });
    });
    element.addEventListener('keyup', () => set({ pressed: false }));
  }
}
