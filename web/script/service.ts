/** TypeScript's own knowledge of the modules of a workspace: what could be written, what things are, what is wrong. */

import ts from 'typescript-service';
import libraries from 'typescript-libraries';

import type { Card } from '../editor/page.ts';
import type { Explained, Finding, Program, Proposals } from './messages.ts';
import platform from './platform.d.txt';

/** Where the declarations of the language, of the engine and of the world are; no file of a workspace has such a path. */
const LIBRARIES = '/:libraries';
const PLATFORM = '/:platform.d.ts';
const WORLD = '/:world.d.ts';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  allowSyntheticDefaultImports: true,
  allowJs: true,
  isolatedModules: true,
  strict: true,
  noEmit: true,
  lib: ['lib.esnext.d.ts'],
  types: [],
};

interface Kept {
  readonly text: string;
  readonly version: number;
}

/** The service. Positions are UTF-16 code units; paths are those of the workspace. */
export class Service {
  private readonly files = new Map<string, Kept>([[PLATFORM, { text: platform, version: 0 }]]);
  private version = 0;
  private readonly service = ts.createLanguageService(this.host());

  /** Makes these the modules, and this what the world provides and asks for. */
  setProgram({ files, types }: Program): void {
    const known = new Set([PLATFORM, WORLD, ...Object.keys(files).map(inside)]);
    for (const path of this.files.keys()) if (!known.has(path)) this.files.delete(path);
    for (const [path, text] of Object.entries(files)) this.put(inside(path), text);
    this.put(WORLD, types);
  }

  /** Makes this the text of a module, which may be newer than the program. */
  setText(path: string, text: string): void {
    this.put(inside(path), text);
  }

  /** What is wrong with a module. Of one in JavaScript that is its syntax only. */
  findings(path: string): Finding[] {
    const file = inside(path);
    const isTyped = /\.m?ts$/.test(path);
    const syntax = this.service.getSyntacticDiagnostics(file);
    const found = syntax.length === 0 && isTyped ? this.service.getSemanticDiagnostics(file) : syntax;
    return found.map(({ start = 0, length = 0, category, messageText }) => ({
      from: start,
      to: start + length,
      severity: category === ts.DiagnosticCategory.Error ? 'error' : 'warning',
      message: ts.flattenDiagnosticMessageText(messageText, '\n').replaceAll("'", '`').replace(/\.$/gm, ''),
    }));
  }

  /** What the thing at a place is. */
  hover(path: string, position: number): Card | null {
    const info = this.service.getQuickInfoAtPosition(inside(path), position);
    if (info === undefined) return null;
    const { start, length } = info.textSpan;
    const code = ts.displayPartsToString(info.displayParts).replace(/^\(.*?\) /, '');
    return { from: start, to: start + length, kind: info.kind, code, docs: docs(info), package: null };
  }

  /** What could be written at a place. */
  complete(path: string, position: number): Proposals | null {
    const file = inside(path);
    const found = this.service.getCompletionsAtPosition(file, position, {
      includeCompletionsWithInsertText: true,
      includeCompletionsForModuleExports: false,
    });
    if (found === undefined) return null;
    const entries = found.entries.filter(({ kind }) => kind !== ts.ScriptElementKind.warning);
    entries.sort((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : 0));
    const before = this.files.get(file)?.text.slice(0, position) ?? '';
    const from = found.optionalReplacementSpan?.start ?? position - (/[\w$]*$/.exec(before)?.[0].length ?? 0);
    const items = entries.map(({ name, insertText, kind }) => ({ label: name, insert: insertText ?? name, kind: word(kind) }));
    return { from, to: position, items };
  }

  /** More about something that could be written at a place. */
  explain(path: string, position: number, label: string): Explained | null {
    const found = this.service.getCompletionEntryDetails(inside(path), position, label, undefined, undefined, undefined, undefined);
    if (found === undefined) return null;
    return { code: ts.displayPartsToString(found.displayParts).replace(/^\(.*?\) /, ''), docs: docs(found) };
  }

  private put(file: string, text: string): void {
    if (this.files.get(file)?.text === text) return;
    this.version += 1;
    this.files.set(file, { text, version: this.version });
  }

  private text(file: string): string | undefined {
    return this.files.get(file)?.text ?? libraries[file.slice(LIBRARIES.length + 1)];
  }

  private host(): ts.LanguageServiceHost {
    return {
      getCompilationSettings: () => OPTIONS,
      getProjectVersion: () => String(this.version),
      getScriptFileNames: () => [...this.files.keys()],
      getScriptVersion: (file) => String(this.files.get(file)?.version ?? 0),
      getScriptSnapshot: (file) => {
        const text = this.text(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => '/',
      getDefaultLibFileName: () => `${LIBRARIES}/lib.esnext.d.ts`,
      fileExists: (file) => this.text(file) !== undefined,
      readFile: (file) => this.text(file),
    };
  }
}

function inside(path: string): string {
  return `/${path}`;
}

/** What is written of something, as Markdown. */
function docs({ documentation, tags }: Pick<ts.QuickInfo, 'documentation' | 'tags'>): string | null {
  const told = (tags ?? []).map(({ name, text }) => `*@${name}* ${ts.displayPartsToString(text)}`);
  const whole = [ts.displayPartsToString(documentation), ...told].filter((it) => it.trim() !== '').join('\n\n');
  return whole === '' ? null : whole;
}

/** A kind in one of the words that the list has a colour for. */
function word(kind: ts.ScriptElementKind): string {
  const { ScriptElementKind: Kind } = ts;
  switch (kind) {
    case Kind.functionElement:
    case Kind.localFunctionElement:
    case Kind.memberFunctionElement:
      return 'function';
    case Kind.classElement:
    case Kind.constructorImplementationElement:
      return 'resource';
    case Kind.interfaceElement:
    case Kind.typeElement:
    case Kind.typeParameterElement:
    case Kind.enumElement:
      return 'type';
    case Kind.moduleElement:
    case Kind.externalModuleName:
      return 'package';
    case Kind.keyword:
      return 'keyword';
    default:
      return 'value';
  }
}
