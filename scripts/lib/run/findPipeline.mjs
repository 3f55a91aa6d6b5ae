import { Refusal } from '../Refusal.mjs';

/** The pipeline of that very name, or a refusal that lists the names there are. */
export async function findPipeline(api, name) {
  const query = new URLSearchParams({ search: name, limit: '200' });
  const { items: similar } = await api.read(`/pipelines?${query}`);
  const found = similar.find(each => each.name === name);
  if (found) return found;
  const { items } = await api.read('/pipelines?limit=200');
  const names = items.map(each => each.name).join(', ') || 'none';
  throw new Refusal(`There is no pipeline "${name}". There are: ${names}`);
}
