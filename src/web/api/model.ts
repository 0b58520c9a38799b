import { effectiveModel, type Model } from '../../meta/effective-record.ts';
import type { ModelSettings } from '../../meta/settings.ts';
import { records } from '../../records/registry.ts';
import { standardLists } from '../../records/value-lists.ts';

const models = new WeakMap<ModelSettings, Model>();

/** Takes a company's settings; returns its record types, computed once for each settings object. */
export function modelOf(settings: ModelSettings): Model {
  const known = models.get(settings);
  if (known) return known;
  const model = effectiveModel(records, settings, standardLists);
  models.set(settings, model);
  return model;
}
