import { type DavAnswer, DavRefusal, xmlAnswer } from '../../../platform/dav-answer.ts';
import type { XmlName } from '../../../protocols/dav/names.ts';
import { dav } from '../../../protocols/dav/names.ts';
import type { ExpandedProperty, ReportRequest } from '../../../protocols/dav/read-report.ts';
import { element, multistatus, propertyResponse, statusResponse } from '../../../protocols/dav/write-xml.ts';
import { readHref } from '../dav-address.ts';
import type { DavRequest, DavServices } from '../dav-request.ts';
import type { DavResource } from '../dav-resource.ts';
import { type ResourceView, resourceView } from '../resource-views.ts';

const HREFS = /<D:href>([^<]*)<\/D:href>/g;
/** Properties have one or two addresses; this is for a request that nests them. */
const RESPONSES = 100;

/** RFC 3253 3.8: in the place of each address in a property, the resource that it names with its own properties. */
const createExpander = (services: DavServices, { viewer }: DavRequest) => {
  let left = RESPONSES;

  const viewAt = async (href: string): Promise<ResourceView | undefined> => {
    try {
      return await resourceView(services, viewer, await services.finder.find(viewer, readHref(href)));
    } catch (error) {
      if (error instanceof DavRefusal) return undefined;
      throw error;
    }
  };

  const describe = async (view: ResourceView, properties: readonly ExpandedProperty[]): Promise<string> => {
    let found = '';
    const missing: XmlName[] = [];
    for (const { name, inside } of properties) {
      const value = view.valueOf(name);
      if (value === undefined) missing.push(name);
      else found += element(name, inside.length === 0 ? value : await replaceHrefs(value, inside));
    }
    return propertyResponse(view.href, { found, missing });
  };

  const replaceHrefs = async (value: string, inside: readonly ExpandedProperty[]): Promise<string> => {
    const responses: string[] = [];
    for (const [, href = ''] of value.matchAll(HREFS)) {
      left -= 1;
      const view = left < 0 ? undefined : await viewAt(href);
      responses.push(view === undefined ? statusResponse(href, 404) : await describe(view, inside));
    }
    return responses.join('');
  };
  return describe;
};

export const expandProperty = async (
  services: DavServices,
  request: DavRequest,
  resource: DavResource,
  { properties }: Extract<ReportRequest, { kind: 'expand-property' }>,
): Promise<DavAnswer> => {
  const asked = properties.length === 0 ? [{ name: dav('displayname'), inside: [] }] : properties;
  const view = await resourceView(services, request.viewer, resource);
  return xmlAnswer(207, multistatus([await createExpander(services, request)(view, asked)]));
};
