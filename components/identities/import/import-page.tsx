import { Breadcrumb } from '../detail/breadcrumb';
import { UploadPanel } from './upload-panel';

/** The page that takes a file to import, and says what may stand in it. */
export function ImportPage() {
  return (
    <>
      <div className="pt-4">
        <Breadcrumb name="Import" />
      </div>
      <div className="max-w-[44rem]">
        <h1 className="pt-3 text-xl font-semibold tracking-tight">Import identities</h1>
        <p className="max-w-prose pt-1 pb-5 text-muted">
          Create many identities, or change those that are there. Nothing is written before you have seen, row
          by row, what the file would do.
        </p>
        <UploadPanel />
        <section aria-labelledby="file-heading" className="pt-8">
          <h2 id="file-heading" className="pb-2 font-semibold">
            What a file looks like
          </h2>
          <ul className="max-w-prose list-disc space-y-1.5 pl-5 text-[0.8125rem] text-muted marker:text-line-strong">
            <li>
              A table with a header, or JSON with one object a line. The columns may have any name and order:
              you say next what each of them is.
            </li>
            <li>
              One column holds the <strong className="font-medium text-ink">external ID</strong>. It says
              which identity a row is about: one that is not there yet is created, one that is there is
              changed.
            </li>
            <li>
              Display name, email, avatar URL, tags and metadata can be imported. A column of its own can fill
              one key of the metadata and leave the others as they are.
            </li>
            <li>
              An export of this dashboard can be imported as it is. What has not been changed in it changes
              nothing.
            </li>
          </ul>
        </section>
      </div>
    </>
  );
}
