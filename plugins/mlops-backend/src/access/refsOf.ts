import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { actorOf, personOf } from './principals';

/** Whoever asks, and the groups that speak for them since they signed in. */
export async function refsOf(
  credentials: BackstageCredentials,
  userInfo: UserInfoService,
): Promise<string[]> {
  const actor = actorOf(credentials);
  if (personOf(credentials) === undefined) return [actor];
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  return [...new Set([actor, ...ownershipEntityRefs])];
}
