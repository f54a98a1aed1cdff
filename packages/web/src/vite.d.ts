declare module "*?worker&inline" {
  const InlineWorker: new () => Worker;
  // biome-ignore lint/style/noDefaultExport: vite gives the worker as the default export
  export default InlineWorker;
}

declare module "*.css" {}
