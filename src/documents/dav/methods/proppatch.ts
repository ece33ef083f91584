import { emptyAnswer, xmlAnswer } from '../../../platform/dav-answer.ts';
import { mustRead } from '../../../platform/must-read.ts';
import type { XmlName } from '../../../protocols/dav/names.ts';
import { type ChangeOutcome, outcomesXml } from '../../../protocols/dav/property-outcomes.ts';
import { type PropertyChange, readProppatch } from '../../../protocols/dav/property-update.ts';
import { hrefElement, multistatus } from '../../../protocols/dav/write-xml.ts';
import { hrefOfPlace } from '../document-place.ts';
import { isProtected } from '../document-properties.ts';
import type { DocumentsDavMethod, DocumentsDavServices } from '../documents-dav-request.ts';
import { mayChange, mustExist, visit } from '../visit.ts';

/** Of one document; file managers keep four or five. */
const PROPERTIES = 100;
/** Of one document together, written out: they count to no quota. */
const PROPERTIES_CHARACTERS = 16_384;

/** What one instruction makes of `properties`, which it changes. */
const apply = (properties: Map<XmlName, string>, change: PropertyChange): ChangeOutcome['status'] => {
  if (isProtected(change.name)) return 403;
  if (change.kind === 'remove') {
    properties.delete(change.name);
    return 200;
  }
  properties.set(change.name, change.xml);
  const characters = [...properties].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return characters > PROPERTIES_CHARACTERS || properties.size > PROPERTIES ? 507 : 200;
};

const patch = async (
  { properties }: DocumentsDavServices,
  place: ReturnType<typeof mustExist>,
  changes: readonly PropertyChange[],
): Promise<ChangeOutcome[]> => {
  if (place.kind === 'top') return changes.map((change) => ({ change, status: 403 }));
  const { id } = place.document;
  const kept = new Map((await properties.listOf([id])).get(id));
  const outcomes = changes.map((change) => ({ change, status: apply(kept, change) }));
  if (outcomes.every(({ status }) => status === 200)) await properties.replace(id, kept);
  return outcomes;
};

/** RFC 4918 9.2: all of it or nothing. */
export const proppatch: DocumentsDavMethod = (services, request) =>
  services.inTurn(request.viewer.id, async () => {
    const changes = mustRead(readProppatch(request.body));
    const found = await visit(services, request);
    const place = mustExist(found);
    mayChange(found, place.path);
    const outcomes = await patch(services, place, changes);
    // RFC 8144 2.2.
    if (request.headers.minimal && outcomes.every(({ status }) => status === 200))
      return emptyAnswer(200, { 'Preference-Applied': 'return=minimal' });
    const href = hrefElement(hrefOfPlace(place));
    return xmlAnswer(207, multistatus([`<D:response>${href}${outcomesXml(outcomes)}</D:response>`]));
  });
