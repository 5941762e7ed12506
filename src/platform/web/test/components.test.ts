import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Coverage } from '../api-types.ts';
import CoverageBar from '../components/CoverageBar.svelte';
import UnitTree from '../components/UnitTree.svelte';
import { growTree, tickOf, toggle } from '../components/unit-tree.ts';
import { loadAllTexts, setLanguage } from '../i18n.svelte.ts';

beforeEach(async () => {
  await setLanguage('vi');
  await loadAllTexts();
});

const coverage: Coverage = {
  audience: 1400,
  told: 220,
  confirmed: 612,
  opened: 305,
  delivered: 141,
  none: 122,
};

describe('CoverageBar', () => {
  test('says how many of how many, and each grade with its word', () => {
    render(CoverageBar, { coverage, size: 'l', name: 'Xã Song Phượng' });
    expect(screen.getByText('1.278 / 1.400 hộ')).toBeTruthy();
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      'Xã Song Phượng, 1.278 / 1.400 hộ, Đã báo tận nơi 220, Đã rõ 612, Đã mở xem 305, Đã về máy 141, Chưa biết 122',
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(5);
  });

  test('draws parts in proportion and leaves out what is nought', () => {
    const { container } = render(CoverageBar, { coverage: { ...coverage, opened: 0, audience: 1095 } });
    const parts = Array.from(container.querySelectorAll<HTMLElement>('.part'));
    expect(parts.map((part) => part.classList[1])).toEqual(['told', 'confirmed', 'delivered', 'none']);
    expect(Number(parts[0]?.style.flexGrow)).toBeCloseTo(220 / 1095);
  });

  test('a whole audience is said to be whole, one house less is not', () => {
    const { rerender } = render(CoverageBar, { coverage: { ...coverage, audience: 1278, none: 0 } });
    expect(screen.getByText('Đã đến đủ')).toBeTruthy();
    void rerender({ coverage: { ...coverage, audience: 1279, none: 1 } });
    return vi.waitFor(() => expect(screen.queryByText('Đã đến đủ')).toBeNull());
  });

  test('an empty audience is not whole', () => {
    const none = { audience: 0, told: 0, confirmed: 0, opened: 0, delivered: 0, none: 0 };
    render(CoverageBar, { coverage: none });
    expect(screen.getByText('0 / 0 hộ')).toBeTruthy();
    expect(screen.queryByText('Đã đến đủ')).toBeNull();
  });
});

const units = [
  { id: 'c', parent_id: null, name: 'Xã Song Phượng', households: 1400 },
  { id: 'a', parent_id: 'c', name: 'Thôn Thu Quế', households: 350 },
  { id: 'a1', parent_id: 'a', name: 'Tổ 1', households: 40 },
  { id: 'a2', parent_id: 'a', name: 'Tổ 2', households: 38 },
  { id: 'b', parent_id: 'c', name: 'Thôn Thuận Thượng', households: 350 },
  { id: 'b1', parent_id: 'b', name: 'Tổ 9', households: 41 },
];

describe('ticking units', () => {
  const { byId } = growTree(units);
  const node = (id: string) => byId.get(id) ?? expect.fail(id);
  const after = (...taps: string[]) =>
    taps.reduce((ticked, id) => toggle(node(id), ticked), new Set<string>() as ReadonlySet<string>);

  test('the parts of a whole become the whole', () => {
    expect([...after('a1', 'a2')]).toEqual(['a']);
    expect([...after('a1', 'a2', 'b1')]).toEqual(['c']);
  });

  test('a part taken from the whole leaves the others', () => {
    expect([...after('c', 'a1')].toSorted()).toEqual(['a2', 'b']);
  });

  test('above a part it is mixed, below a whole it is on', () => {
    const ticked = after('a1');
    expect(tickOf(node('c'), ticked)).toBe('mixed');
    expect(tickOf(node('a2'), ticked)).toBe('off');
    expect(tickOf(node('b1'), after('c'))).toBe('on');
  });

  test('a tap on a mixed unit ticks all of it', () => {
    expect([...after('a1', 'a')]).toEqual(['a']);
  });
});

describe('UnitTree', () => {
  const item = (name: RegExp) => screen.getByRole('treeitem', { name });

  test('ticks by tap and tells the highest units', async () => {
    const onchange = vi.fn();
    render(UnitTree, { units, label: 'Nơi nhận', open: 3, onchange });
    await userEvent.click(item(/Tổ 1/));
    expect(onchange).toHaveBeenLastCalledWith(['a1']);
    expect(item(/Thu Quế/).getAttribute('aria-checked')).toBe('mixed');
    await userEvent.click(item(/Tổ 2/));
    expect(onchange).toHaveBeenLastCalledWith(['a']);
  });

  test('is walked, opened and ticked by keys alone', async () => {
    const onchange = vi.fn();
    render(UnitTree, { units, label: 'Nơi nhận', open: 1, onchange });
    await userEvent.tab();
    expect(document.activeElement).toBe(item(/Song Phượng/));
    await userEvent.keyboard('{ArrowRight}{ArrowDown}{ArrowRight}{ArrowDown}');
    expect(document.activeElement).toBe(item(/Tổ 1/));
    await userEvent.keyboard(' ');
    expect(onchange).toHaveBeenLastCalledWith(['a1']);
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(screen.queryByRole('treeitem', { name: /Tổ 1/ })).toBeNull();
    await userEvent.keyboard('{End}');
    expect(document.activeElement).toBe(item(/Thuận Thượng/));
  });

  test('is searched without diacritics, showing the way to what is found', async () => {
    render(UnitTree, { units, label: 'Nơi nhận', open: 1, search: true });
    await userEvent.type(screen.getByRole('searchbox'), 'thuan');
    expect(screen.getAllByRole('treeitem').map((one) => one.dataset.id)).toEqual(['c', 'b']);
    await userEvent.clear(screen.getByRole('searchbox'));
    await userEvent.type(screen.getByRole('searchbox'), 'to 9');
    expect(screen.getAllByRole('treeitem').map((one) => one.dataset.id)).toEqual(['c', 'b', 'b1']);
  });

  test('picks one when it is for walking', async () => {
    const onpick = vi.fn();
    render(UnitTree, { units, label: 'Đơn vị', mode: 'pick', current: 'a1', onpick });
    expect(item(/Tổ 1/).getAttribute('aria-selected')).toBe('true');
    await userEvent.click(item(/Thuận Thượng/));
    expect(onpick).toHaveBeenCalledWith('b');
  });
});
