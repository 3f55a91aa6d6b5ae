/** Whether the view stays at the end of the log, and what it misses while it does not. */
export interface FollowState {
  following: boolean;
  /** Lines written since the view stopped following. */
  unseen: number;
}

export type FollowEvent =
  | { type: 'scrolled'; atEnd: boolean }
  | { type: 'grew'; lines: number }
  | { type: 'held' }
  | { type: 'jumped' };

export const initialFollow: FollowState = { following: true, unseen: 0 };

/** `held` stops following because a search hit or a linked line is shown. */
export function followReducer(
  state: FollowState,
  event: FollowEvent,
): FollowState {
  switch (event.type) {
    case 'scrolled':
      if (event.atEnd === state.following) return state;
      return { following: event.atEnd, unseen: 0 };
    case 'grew':
      if (state.following || event.lines === 0) return state;
      return { ...state, unseen: state.unseen + event.lines };
    case 'held':
      return state.following ? { following: false, unseen: 0 } : state;
    case 'jumped':
      return initialFollow;
    default:
      return state;
  }
}
