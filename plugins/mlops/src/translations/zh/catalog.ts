/** Texts of our parts of the catalog's pages, in Chinese. */
export const catalogMessages = {
  pipeline: '流水线',
  openPipeline: '打开流水线',
  openEntity: '在目录中查看',
  lastRun: '上次运行',
  size: '规模',
  usedBy: '使用它的流水线',
  unused: '还没有流水线使用它',
  unusedWhy: '含有该任务模板的任务的流水线会列在这里。',
  versions: '版本',
  newest: '最新',
  noImage: '无',
  openHelp: '帮助',
  column: {
    version: '版本',
    released: '发布时间',
    image: '镜像',
    parameters: '参数',
    help: '帮助',
  },
};
