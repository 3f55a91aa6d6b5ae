import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { BrowserRouter, Link, useLocation } from 'react-router-dom';
import { useUnsavedGuard } from './useUnsavedGuard';

/** In the router of the portal, with the history of a real window. */
function Page({ isUnsaved }: { isUnsaved: boolean }) {
  const guard = useUnsavedGuard(isUnsaved, ['role']);
  const { pathname, search } = useLocation();
  return (
    <>
      <output>{pathname + search}</output>
      <Link to="/runs">Runs</Link>
      <Link to="?role=dev&search=x">Search</Link>
      {guard.isAsking && (
        <>
          <button onClick={guard.stay}>Stay</button>
          <button onClick={guard.leave}>Leave</button>
        </>
      )}
    </>
  );
}

const page = (isUnsaved: boolean) => (
  <BrowserRouter>
    <Page isUnsaved={isUnsaved} />
  </BrowserRouter>
);

const address = () => screen.getByRole('status').textContent;

async function open(isUnsaved = true) {
  window.history.pushState({ idx: 0 }, '', '/before');
  const { rerender } = render(page(false));
  const user = userEvent.setup();
  act(() => {
    window.history.pushState({ idx: 1 }, '', '/security?role=dev');
    window.dispatchEvent(
      new PopStateEvent('popstate', { state: window.history.state }),
    );
  });
  rerender(page(isUnsaved));
  return { user, rerender };
}

const press = (name: string) =>
  screen.findByRole('button', { name }).then(button => button.click());

describe('useUnsavedGuard', () => {
  it('holds a link until the person has decided', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('link', { name: 'Runs' }));
    expect(address()).toBe('/security?role=dev');
    await act(() => press('Stay'));
    expect(screen.queryByRole('button')).toBeNull();
    await user.click(screen.getByRole('link', { name: 'Runs' }));
    await act(() => press('Leave'));
    expect(address()).toBe('/runs');
  });

  it('holds back of the browser, and goes back when the person leaves', async () => {
    await open();
    act(() => window.history.back());
    await screen.findByRole('button', { name: 'Stay' });
    await waitFor(() =>
      expect(window.location.href).toContain('/security?role=dev'),
    );
    expect(address()).toBe('/security?role=dev');
    await act(() => press('Leave'));
    await waitFor(() => expect(address()).toBe('/before'));
  });

  it('lets one go on in the same place', async () => {
    const { user } = await open();
    await user.click(screen.getByRole('link', { name: 'Search' }));
    expect(address()).toBe('/security?role=dev&search=x');
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('has the browser ask before the window closes, while there is something to save', async () => {
    const { rerender } = await open();
    const closing = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(closing()).toBe(true);
    rerender(page(false));
    expect(closing()).toBe(false);
  });

  it('leaves the ways free when all is saved', async () => {
    const { user, rerender } = await open();
    rerender(page(false));
    await user.click(screen.getByRole('link', { name: 'Runs' }));
    expect(address()).toBe('/runs');
  });
});
