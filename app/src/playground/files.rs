//! Verbs on the files and folders of the workspace. Each is one step of the history.

use leptos::prelude::*;
use model::{ExportForm, ExportRequest, ReadWitRequest, Workspace};

use crate::client::files;
use crate::playground::Playground;
use crate::state::building::{begin_wat, is_wat, made_of};
use crate::state::fault::Fault;
use crate::state::file_edits;
use crate::state::notice::{NoticeAction, Tone};
use crate::state::workspace::{Edit, clean_path};

impl Playground {
    /// Makes a file and opens it; gives its path, which is cleaned and made unlike others. A path
    /// that ends in `/` makes a folder with a package in it.
    pub fn create_file(self, path: &str) -> Result<String, Fault> {
        let path = self.edit_files(|it| {
            let (path, edit) = file_edits::create(it, path)?;
            let mut made = it.made.clone();
            // Of a new WAT text a component is made from the start.
            let edit = match is_wat(&path) && begin_wat(&mut made, &path).is_some() {
                true => Edit::All(vec![edit, Edit::Made(made)]),
                false => edit,
            };
            Ok((path, edit))
        })?;
        let name = self.workspace.with_untracked(|it| made_of(it, &path));
        if let Some(name) = name.filter(|_| is_wat(&path)) {
            self.follow_wat(name);
        }
        Ok(path)
    }

    /// Makes a file like another and opens it; gives its path.
    pub fn duplicate_file(self, path: &str) -> Result<String, Fault> {
        self.edit_files(|it| file_edits::duplicate(it, path))
    }

    /// Gives a file, or a folder with all its files, another path; gives the path it really got.
    pub fn rename_file(self, from: &str, to: &str) -> Result<String, Fault> {
        self.edit_files(|it| file_edits::rename(it, from, to))
    }

    /// Moves a file or folder into another folder, which is the top when it is empty; gives the
    /// path it really got.
    pub fn move_file(self, path: &str, folder: &str) -> Result<String, Fault> {
        self.edit_files(|it| file_edits::move_into(it, path, folder))
    }

    /// Removes a file, or a folder with all its files, and offers to take that back.
    pub fn remove_file(self, path: &str) {
        let gone = self
            .workspace
            .with_untracked(|it| file_edits::files_at(it, path).len());
        let edit = self
            .workspace
            .with_untracked(|it| file_edits::remove(it, path));
        self.make(edit);
        let text = match gone {
            0 => return,
            1 => format!("Removed {path}."),
            gone => format!("Removed {path} with {gone} files."),
        };
        self.tell(Tone::Done, text, Some(NoticeAction::Undo));
    }

    /// Hands the texts to the user as one file of that name.
    pub async fn export(self, form: ExportForm, name: &str) -> Result<(), Fault> {
        if form
            != (ExportForm::Zip {
                with_bundled: false,
            })
        {
            self.load_pack_if_named().await;
        }
        let files = self.workspace.with_untracked(|it| it.files.clone());
        let bytes = self
            .engine_client()
            .ask(ExportRequest { files, form })
            .await?;
        files::download(name, &bytes);
        Ok(())
    }

    /// Hands all texts to the user as a zip, with the bundled packages they need or without.
    pub async fn export_zip(self, with_bundled: bool) -> Result<(), Fault> {
        let name = self.workspace.with_untracked(|it| clean_path(&it.name));
        let name = name
            .unwrap_or_else(|| "workspace".to_owned())
            .replace('/', "-");
        self.export(ExportForm::Zip { with_bundled }, &format!("{name}.zip"))
            .await
    }

    /// Makes files of the WIT that is in a component.
    pub async fn open_wit_of(self, name: &str) -> Result<(), Fault> {
        let component = self.component(name)?;
        let bytes = self.bytes_of(&component).await?.to_vec().into();
        self.load_pack().await;
        let known = self
            .analysis
            .with_untracked(|it| it.folders.values().cloned().collect());
        let name = name.to_owned();
        let request = ReadWitRequest { name, bytes, known };
        let texts = self.engine_client().ask(request).await?;
        let show = texts.keys().find(|path| !path.contains("deps/")).cloned();
        if self.bring_texts(texts).await?.is_empty() {
            let text = "Its WIT is here already.".to_owned();
            self.tell(Tone::Info, text, None);
        }
        self.open(show.filter(|path| self.text_of(path).is_some()));
        Ok(())
    }

    fn edit_files(
        self,
        edit: impl FnOnce(&Workspace) -> Result<(String, Edit), Fault>,
    ) -> Result<String, Fault> {
        let (path, edit) = self.workspace.with_untracked(edit)?;
        self.make(edit);
        Ok(path)
    }
}
