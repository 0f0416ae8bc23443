// The page in a frame of somebody else's: what host and frame say to each other is as docs/EMBED.md
// has it, in each browser.
import assert from 'node:assert/strict';
import {
  answerIn,
  FRAME,
  frameOf,
  NOTHING,
  ONE,
  pause,
  PLAIN,
  testFrames,
  UNSURE,
  valuesOf,
} from './frames.mjs';

testFrames(({ promise, once }) => {
  once(
    'the order is recognize, input, change; input first under the pen',
    async ({ tab, visit }) => {
      await visit(PLAIN);
      const order = async () => {
        await tab.hears({ type: 'change' });
        const types = (await tab.heard()).map(({ type }) => type);
        await tab.forget();
        return types.filter((type) => type !== 'ready');
      };
      const [[first, ...rest]] = ONE;
      const { mouse } = tab.page;
      const { x, y } = await tab.placeOf('#ink');
      await mouse.move(x + first[0], y + first[1]);
      await mouse.down();
      for (const point of rest) await mouse.move(x + point[0], y + point[1]);
      await tab.hears({ type: 'input', value: '1' });
      await mouse.up();
      assert.deepEqual(await order(), ['input', 'recognize', 'change']);
      await tab.clickInFrame('#clear');
      await order();
      // So quick that nothing was read before its end.
      await tab.inFrame((points) => {
        const ink = /** @type {HTMLElement} */ (document.querySelector('#ink'));
        const { x, y } = ink.getBoundingClientRect();
        const pen = { pointerId: 7, pointerType: 'pen', isPrimary: true, bubbles: true };
        points.forEach(([px, py], i) => {
          const at = { ...pen, clientX: x + px, clientY: y + py, buttons: 1, button: 0 };
          const type = i === 0 ? 'pointerdown' : 'pointermove';
          ink.dispatchEvent(new PointerEvent(type, at));
          if (i === points.length - 1) {
            ink.dispatchEvent(new PointerEvent('pointerup', at));
          }
        });
      }, ONE[0]);
      assert.deepEqual(await order(), ['recognize', 'input', 'change']);
    },
  );

  promise(
    'an unsure number has no value until one of two is tapped',
    async ({ tab, visit }) => {
      await visit(PLAIN);
      await tab.drawAt(await tab.placeOf('#ink'), UNSURE);
      const { result } = await tab.hears({ type: 'recognize' });
      assert.equal(result.accepted, false);
      assert.equal((await tab.ask({ type: 'get' })).value, '');
      await tab.clickInFrame('#second');
      const { value } = await tab.hears({ type: 'change' });
      assert.equal(value, result.digits[0].alternatives[1][0]);
    },
  );

  promise('what is typed is a change once it is done', async ({ tab, visit }) => {
    await visit(PLAIN);
    await tab.say({ digitpad: 1, type: 'focus' });
    await tab.until(() => document.activeElement?.tagName === 'IFRAME');
    await tab.inFrame(() => {
      /** @type {HTMLElement} */ (document.activeElement).blur();
    });
    await tab.type('42');
    await tab.hears({ type: 'input', value: '42' });
    assert.deepEqual(await valuesOf(tab, 'input'), ['4', '42']);
    await tab.press('Backspace');
    await tab.press('Control+Z');
    await tab.hears({ type: 'input', value: '' });
    await tab.type('7');
    assert.deepEqual(await valuesOf(tab, 'change'), []);
    await tab.press('Enter');
    await tab.hears({ type: 'change', value: '7' });
    await tab.type('8');
    await tab.hears({ type: 'input', value: '78' });
    await tab.page.mouse.click(500, 500);
    await tab.evaluate(() => focus());
    await tab.hears({ type: 'change', value: '78' });
    assert.deepEqual(await valuesOf(tab, 'change'), ['7', '78']);
  });

  promise(
    'Enter ends what is typed where the host has sent the focus',
    async ({ tab, visit }) => {
      await visit(PLAIN);
      await tab.say({ digitpad: 1, type: 'focus' });
      await tab.until(() => document.activeElement?.tagName === 'IFRAME');
      const isAsked = () =>
        tab.inFrame(() => document.querySelectorAll('dialog[open]').length > 0);
      await tab.type('7');
      await tab.hears({ type: 'input', value: '7' });
      await tab.press('Enter');
      await tab.hears({ type: 'change', value: '7' });
      await pause();
      assert.equal(await isAsked(), false);
      // Then it is the button's again, to type over it.
      await tab.press('Enter');
      await pause();
      assert.equal(await isAsked(), true);
    },
  );

  promise(
    'a finger types by the answer, in a low frame as well',
    async ({ tab, visit }) => {
      await visit(PLAIN);
      await tab.clickInFrame('#copy');
      const { width, height } = FRAME;
      for (const selector of ['#type-input', '#type-enter', '#type-panel .close']) {
        const inside = await tab.inFrame((selector) => {
          const box = document.querySelector(selector)?.getBoundingClientRect();
          return (
            box && { left: box.left, top: box.top, right: box.right, end: box.bottom }
          );
        }, selector);
        assert.ok(inside && inside.left >= 0 && inside.top >= 0, selector);
        assert.ok(inside.right <= width && inside.end <= height, selector);
      }
      await tab.type('4x');
      await tab.press('Enter');
      assert.ok(
        await tab.inFrame(() => document.querySelector('#type-problem')?.textContent),
      );
      await tab.press('Backspace');
      await tab.type('2');
      await tab.clickInFrame('#type-enter');
      await tab.hears({ type: 'change', value: '42' });
    },
  );

  once(
    'decimals have a point, and the panel says what it takes',
    async ({ tab, visit }) => {
      await visit(frameOf('src="digitpad.html?decimal=true&amp;lang=en#embed"'));
      assert.equal((await tab.ask({ type: 'set', value: '3,50' })).value, '3.50');
      await tab.clickInFrame('#copy');
      await tab.type('4x');
      await tab.press('Enter');
      const problem = await tab.inFrame(
        () => document.querySelector('#type-problem')?.textContent,
      );
      assert.equal(problem, 'Only a number like 12 or -3.50, please.');
    },
  );

  promise('keys of what is not there do nothing', async ({ tab, visit }) => {
    await visit(PLAIN);
    await tab.drawAt(await tab.placeOf('#ink'), ONE);
    await tab.hears({ type: 'change', value: '1' });
    await tab.forget();
    await tab.type('ehlm?');
    const taken = await tab.inFrame(() =>
      ['o', 's', 'c'].filter((key) => {
        const init = { key, ctrlKey: true, bubbles: true, cancelable: true };
        return !document.body.dispatchEvent(new KeyboardEvent('keydown', init));
      }),
    );
    assert.deepEqual(taken, []);
    const seen = await tab.inFrame(() => ({
      open: document.querySelectorAll('dialog[open]').length,
      tool: document.querySelector('#app')?.getAttribute('data-tool') ?? '',
      layers: /** @type {HTMLElement} */ (document.querySelector('#layers')).hidden,
      buttons: [...document.querySelectorAll('button')]
        .filter((button) => button.checkVisibility({ visibilityProperty: true }))
        .map(({ id }) => id),
    }));
    assert.deepEqual(seen, {
      ...{ open: 0, tool: '', layers: true },
      buttons: ['undo', 'redo', 'clear', 'copy'],
    });
    await pause();
    assert.deepEqual(await tab.heard(), []);
  });

  promise('what the host sets is there, and is not told back', async ({ tab, visit }) => {
    await visit(PLAIN);
    await tab.forget();
    const set = await tab.ask({ type: 'set', value: '42' });
    assert.equal(set.value, '42');
    assert.deepEqual(set.result, NOTHING);
    assert.equal(await answerIn(tab), '42');
    const drawn = await tab.ask({ type: 'set', strokes: ONE });
    assert.equal(drawn.value, '1');
    assert.equal(drawn.result.text, '1');
    assert.deepEqual(drawn.strokes, ONE);
    assert.equal((await tab.ask({ type: 'undo' })).value, '1', 'what is set stays');
    assert.equal((await tab.ask({ type: 'clear' })).value, '');
    assert.equal((await tab.ask({ type: 'undo' })).value, '1');
    assert.equal((await tab.ask({ type: 'redo' })).value, '');
    assert.equal((await tab.ask({ type: 'set', value: '' })).value, '');
    await tab.say({ digitpad: 1, type: 'set', value: '7' });
    await pause();
    const others = (await tab.heard()).filter(({ type }) => type !== 'answer');
    assert.deepEqual(others, []);
    // A person goes on from there.
    await tab.clickInFrame('#clear');
    await tab.hears({ type: 'change', value: '' });
  });

  promise('ink from elsewhere is read as it is, and seen', async ({ tab, visit }) => {
    await visit(PLAIN);
    const inked = async () => {
      await pause();
      return tab.inFrame(() => {
        const canvas = /** @type {HTMLCanvasElement} */ (
          document.querySelector('#canvas')
        );
        const { width, height } = canvas;
        const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
        const { data } = context.getImageData(0, 0, width, Math.floor(height / 2));
        let dark = 0;
        for (let i = 0; i < data.length; i += 4) dark += data[i] < 60 ? 1 : 0;
        return dark;
      });
    };
    assert.equal(await inked(), 0);
    const far = ONE.map((stroke) => stroke.map(([x, y]) => [1000 * x - 4e5, 1000 * y]));
    const answer = await tab.ask({ type: 'set', strokes: far });
    assert.equal(answer.value, '1');
    assert.deepEqual(answer.strokes, far);
    assert.deepEqual(answer.result.digits[0].box, [-280000, 30000, 1000, 100000]);
    assert.ok((await inked()) > 100);
  });

  promise(
    'a request that is wrong is answered by an error and changes nothing',
    async ({ tab, visit }) => {
      await visit(PLAIN);
      const before = await tab.ask({ type: 'set', strokes: ONE });
      for (const [wrong, why] of /** @type {[object, RegExp][]} */ ([
        [{}, /type/],
        [{ type: 'fly' }, /fly/],
        [{ type: 'toString' }, /toString/],
        [{ type: ['get'] }, /type: not a string/],
        [{ type: 'set' }, /value/],
        [{ type: 'set', value: '1', strokes: ONE }, /either/],
        [{ type: 'set', value: 'one' }, /value/],
        [{ type: 'set', value: 7 }, /value/],
        [{ type: 'set', value: '1'.repeat(33) }, /value/],
        [{ type: 'set', strokes: 'ink' }, /strokes/],
        [{ type: 'set', strokes: [[[1, 2], [3]]] }, /stroke 0, point 1/],
        [{ type: 'set', strokes: [[[1, 2e6]]] }, /1e6/],
        [{ type: 'set', strokes: Array.from({ length: 1001 }, () => []) }, /1000/],
        [{ type: 'set', strokes: ONE, width: -1 }, /width/],
      ])) {
        const { type, message } = await tab.ask(wrong);
        assert.equal(type, 'error', JSON.stringify(wrong).slice(0, 60));
        assert.match(message, why);
      }
      await tab.say({ digitpad: 1, type: 'get', id: ['x'] });
      assert.match((await tab.hears({ type: 'error', id: undefined })).message, /^id/);
      await tab.forget();
      await tab.say({ digitpad: 2, type: 'get', id: 'new' });
      assert.match((await tab.hears({ type: 'error' })).message, /version 1/);
      const { id, ...now } = await tab.ask({ type: 'get' });
      assert.deepEqual({ ...now, id: before.id }, before, String(id));
    },
  );

  once('what is not meant for it is not answered', async ({ tab, visit }) => {
    await visit(PLAIN);
    await tab.forget();
    for (const other of [
      null,
      'get',
      { type: 'get', id: 1 },
      [1],
      { digitpad: undefined },
    ]) {
      await tab.say(other);
    }
    await pause();
    assert.deepEqual(await tab.heard(), []);
  });
});
