import type { Connection, Database } from '../../platform/database.ts';
import { splitName, type XmlName, xmlName } from '../../protocols/dav/names.ts';
import type { DocumentId } from '../document.ts';

/** Dead properties (RFC 4918 4) of documents: whole elements, as XML that stands by itself, of which this server knows no more. */
export interface DocumentPropertyStore {
  listOf(ids: readonly DocumentId[]): Promise<Map<DocumentId, Map<XmlName, string>>>;
  /** Puts these in the place of all that there were. */
  replace(id: DocumentId, properties: ReadonlyMap<XmlName, string>): Promise<void>;
}

interface Row {
  document_id: DocumentId;
  namespace: string;
  name: string;
  value: string;
}

/** SQLite takes many more; a statement is kept for each length. */
const IDS_AT_ONCE = 500;

export const createDocumentPropertyStore = (database: Database): DocumentPropertyStore => {
  const table = (connection: Connection) => connection<Row>('document_properties');
  return {
    async listOf(ids) {
      const found = new Map<DocumentId, Map<XmlName, string>>();
      for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
        const rows = await table(database).whereIn('document_id', ids.slice(at, at + IDS_AT_ONCE));
        for (const { document_id, namespace, name, value } of rows) {
          const properties = found.get(document_id) ?? new Map<XmlName, string>();
          found.set(document_id, properties.set(xmlName(namespace, name), value));
        }
      }
      return found;
    },
    async replace(id, properties) {
      const rows = [...properties].map(([whole, value]): Row => {
        const { uri, local } = splitName(whole);
        return { document_id: id, namespace: uri, name: local, value };
      });
      await database.transaction(async (transaction) => {
        await table(transaction).where({ document_id: id }).delete();
        if (rows.length > 0) await table(transaction).insert(rows);
      });
    },
  };
};
