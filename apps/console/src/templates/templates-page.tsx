import type { Clinic, Template, TemplateList } from '../api/answers.js';
import { CardTable } from '../shell/card-table.js';
import { navigate, useAddress } from '../shell/navigation.js';
import { ErrorBanner, SelectField, StatusLine, Title } from '../shell/parts.js';
import { useLoaded } from '../shell/use-loaded.js';
import { Editor } from './editor.js';
import { Languages } from './languages.js';
import { TestSending, Versions } from './versions.js';
import { isLanguage, LANGUAGE_CODES, languageName, textName, versionText } from './words.js';
import type { Language } from './words.js';

const API = '/api/notifications/v1/templates';
const PAGE = '/console/templates';

const chosenLanguage = (search: string, locale: string): Language => {
  const wanted = new URLSearchParams(search).get('language') ?? locale.slice(0, 2).toLowerCase();
  return isLanguage(wanted) ? wanted : 'en';
};

const choices = LANGUAGE_CODES.map((value) => ({ value, label: languageName(value) }));

/** Every text in one language, with what is said now, and who answers for the languages. */
export const TemplatesPage = ({ clinic }: { readonly clinic: Clinic }) => {
  const language = chosenLanguage(useAddress().search, clinic.locale);
  const list = useLoaded<TemplateList>(API);
  const lines = (list.value?.items ?? []).filter((line) => line.language === language);
  return (
    <>
      <Title text="Templates" />
      <div class="filters">
        <SelectField
          id="language"
          label="Texts in"
          choices={choices}
          chosen={language}
          onChange={(value) => navigate(`${PAGE}?language=${value}`)}
        />
      </div>
      <StatusLine>{list.isSlow ? 'Loading texts' : undefined}</StatusLine>
      <ErrorBanner error={list.error} retry={list.retry} />
      <CardTable
        caption={<>What messages say in {languageName(language)}</>}
        columns={['Text', 'Said now', 'Newest of yours', 'To look at']}
      >
        {lines.map((line) => (
          <tr key={line.text} role="row">
            <th role="rowheader" scope="row" data-label="Text">
              <a href={`${PAGE}/${line.text}/${language}`}>{textName(line.text)}</a>
            </th>
            <td role="cell" data-label="Said now">
              {versionText(line.live)}
            </td>
            <td role="cell" data-label="Newest of yours">
              {line.newest === undefined ? '' : `version ${line.newest}`}
            </td>
            <td role="cell" data-label="To look at">
              {line.olderThanSource ? <span class="warn">older than the main language</span> : ''}
            </td>
          </tr>
        ))}
      </CardTable>
      <Languages />
    </>
  );
};

interface TemplatePageProps {
  readonly text: string;
  readonly language: string;
}

/** One text in one language: written, checked, tried, made live. */
export const TemplatePage = ({ text, language }: TemplatePageProps) => {
  const path = `${API}/${encodeURIComponent(text)}/${encodeURIComponent(language)}`;
  const template = useLoaded<Template>(path);
  const written = isLanguage(language) ? language : 'en';
  return (
    <>
      <Title text={`${textName(text)}, ${languageName(language)}`} />
      <p>
        <a href={`${PAGE}?language=${written}`}>All texts in {languageName(written)}</a>
      </p>
      <StatusLine>{template.isSlow ? 'Loading the text' : undefined}</StatusLine>
      <ErrorBanner error={template.error} retry={template.retry} />
      {template.value === undefined ? null : (
        <>
          <Editor key={path} path={path} template={template.value} language={written} saved={template.retry} />
          <TestSending path={path} template={template.value} />
          <Versions path={path} template={template.value} language={written} switched={template.retry} />
        </>
      )}
    </>
  );
};
