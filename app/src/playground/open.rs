//! Files that come in, each taken for what its content says it is.

use leptos::task::spawn_local;
use model::{
    EncodeWatRequest, EncodedWat, NamedComponent, NamedFile, OpenRequest, Opened, ReadConfigRequest,
};

use crate::client::blobs;
use crate::playground::{Playground, Taken};
use crate::state::fault::Fault;
use crate::state::import::is_compose_config;
use crate::state::notice::Tone;
use crate::state::workspace;

impl Playground {
    /// Takes dropped or picked files in, each for what its content says it is. What is refused is
    /// told in a notice and changes nothing.
    pub async fn open_files(self, files: Vec<NamedFile>) -> Result<Taken, Fault> {
        let opened = self.recognize(files).await;
        let opened = opened.inspect_err(|fault| self.tell_fault(fault))?;
        let taken = self.take_opened(opened).await?;
        self.tell_taken(&taken);
        if taken.components.len() > 1 {
            spawn_local(self.offer_wires());
        }
        Ok(taken)
    }

    /// Adds a component under a name of the caller's choice, in place of one that has it.
    pub async fn add_component(self, name: &str, bytes: Vec<u8>) -> Result<String, Fault> {
        let name = workspace::package_name(name)
            .ok_or_else(|| Fault::new("bad-name", format!("`{name}` is no package name")))?;
        let file = NamedFile {
            path: format!("{name}.wasm"),
            bytes: bytes.into(),
        };
        let files = vec![file];
        let mut opened = self.recognize(files).await?;
        if let Some(refused) = opened.refused.first() {
            return Err(Fault::new("refused-file", refused.message.clone()));
        }
        let [component] = opened.components.as_mut_slice() else {
            return Err(Fault::new(
                "not-a-component",
                "this is no component or core module",
            ));
        };
        component.name.clone_from(&name);
        opened.wat.clear();
        self.take_opened(opened).await?;
        Ok(name)
    }

    /// What files are, by their content. Configurations of `wasm-tools compose` become WAC.
    async fn recognize(self, files: Vec<NamedFile>) -> Result<Opened, Fault> {
        let is_config = |file: &NamedFile| is_compose_config(&file.path, &file.bytes);
        let (configs, files): (Vec<_>, Vec<_>) = files.into_iter().partition(is_config);
        let mut opened = self.recognize_files(files).await?;
        for config in configs {
            self.read_config(config, &mut opened).await?;
        }
        Ok(opened)
    }

    /// Adds the WAC text of a configuration, or why there is none.
    async fn read_config(self, config: NamedFile, opened: &mut Opened) -> Result<(), Fault> {
        let mut components = opened.components.clone();
        let others = self.components_with_bytes().await.into_iter();
        let is_new = |it: &NamedComponent| !opened.components.iter().any(|new| new.name == it.name);
        components.extend(others.filter(is_new));
        let path = config.path;
        let request = ReadConfigRequest {
            path: path.clone(),
            text: String::from_utf8_lossy(&config.bytes).into_owned(),
            components,
        };
        let purpose = "reading the configuration";
        let read = self.maker_client().ask(purpose, request).await?;
        let Some(text) = read.text else {
            opened.refused.extend(read.diagnostics);
            return Ok(());
        };
        let stem = path
            .rsplit_once('.')
            .map_or(path.as_str(), |(stem, _)| stem);
        let clean = workspace::clean_path(&format!("{stem}.wac"));
        opened
            .texts
            .insert(clean.unwrap_or("compose.wac".to_owned()), text);
        match read.diagnostics.as_slice() {
            [] => {}
            [only] => self.tell(Tone::Info, format!("{path}: {}", only.message), None),
            more => {
                let text = format!("{path}: {} notes on it are in the WAC text", more.len());
                self.tell(Tone::Info, text, None);
            }
        }
        Ok(())
    }

    /// What files are, by their content. WAT texts among them are encoded first.
    async fn recognize_files(self, mut files: Vec<NamedFile>) -> Result<Opened, Fault> {
        let engine = self.engine_client();
        let size = files.iter().map(|file| file.bytes.len()).sum();
        blobs::breathe(size).await;
        let texts = OpenRequest {
            files: files.clone(),
        };
        blobs::breathe(size).await;
        let mut opened = engine.ask(texts).await?;
        if opened.wat.is_empty() {
            return Ok(opened);
        }
        let mut refused = Vec::new();
        for file in opened.wat {
            match self
                .maker_client()
                .ask("reading WAT", EncodeWatRequest { file })
                .await?
            {
                EncodedWat::Binary(file) => files.push(file),
                EncodedWat::Refused(diagnostic) => refused.push(diagnostic),
            }
        }
        opened = engine.ask(OpenRequest { files }).await?;
        opened.refused.append(&mut refused);
        Ok(opened)
    }
}
