import { mergeRefs } from '@mantine/hooks';
import { type ComponentType, lazy, type ReactNode, type Ref, Suspense, useRef, useState } from 'react';
import { useOnceOpened } from './once-opened.ts';

/** A component whose code comes when it is first drawn, or before when `preload` is called. */
export type Deferred<Props> = ComponentType<Props> & { readonly preload: () => Promise<unknown> };

/** What of a component's properties concerns the focus; an input's go to its element. */
interface FocusProps {
  readonly autoFocus?: boolean | undefined;
  readonly ref?: Ref<HTMLElement> | undefined;
}

const fields = 'input, textarea, select, [contenteditable="true"]';

/**
 * Takes the properties of what is drawn late; returns them so that the focus it was to have is taken only from who is
 * in no other field by now: taking it would cost them the words they are typing there.
 */
function useLateFocus<Props extends object>(props: Props): Props {
  const [before] = useState(() => document.activeElement);
  const given = useRef(false);
  const { autoFocus, ref = null } = props as FocusProps;
  if (!autoFocus) return props;
  const takeFocus = (element: HTMLElement | null) => {
    if (!element || given.current) return;
    given.current = true;
    const now = document.activeElement;
    if (now === before || !now?.matches(fields)) element.focus();
  };
  return { ...props, autoFocus: false, ref: mergeRefs(ref, takeFocus) };
}

/**
 * Takes how a component is loaded and what is shown meanwhile (of the same size, so that nothing jumps); returns it as a
 * component. Once loaded it is drawn at once, like any other.
 */
export function deferred<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  waiting: ReactNode = null,
): Deferred<Props> {
  let loaded: ComponentType<Props> | null = null;
  const preload = async (): Promise<ComponentType<Props>> => {
    loaded = await load();
    return loaded;
  };
  const Late = lazy(async () => ({ default: await preload() })) as unknown as ComponentType<Props>;
  // biome-ignore lint/correctness/noComponentHookFactories: made once for a module, never while drawing
  function Arriving(props: Props) {
    const shown = useLateFocus(props);
    return (
      <Suspense fallback={waiting}>
        <Late {...shown} />
      </Suspense>
    );
  }
  // biome-ignore lint/correctness/noComponentHookFactories: made once for a module, never while drawing
  function Deferred(props: Props) {
    // Chosen once: another kind of component later on would lose what is typed in it.
    const [Drawn] = useState(() => loaded ?? Arriving);
    return <Drawn {...props} />;
  }
  return Object.assign(Deferred, { preload });
}

/**
 * Takes how an overlay (dialog, drawer) is loaded; returns it as a component that is nothing until it is first opened,
 * and from then on closes as it opened.
 */
export function deferredOverlay<Props extends { readonly opened: boolean }>(
  load: () => Promise<ComponentType<Props>>,
): Deferred<Props> {
  const Overlay = deferred(load);
  // biome-ignore lint/correctness/noComponentHookFactories: made once for a module, never while drawing
  function DeferredOverlay(props: Props) {
    return useOnceOpened(props.opened) ? <Overlay {...props} /> : null;
  }
  return Object.assign(DeferredOverlay, { preload: Overlay.preload });
}
