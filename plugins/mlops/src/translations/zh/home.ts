/** Texts of Home, in Chinese. */
export const homeMessages = {
  title: '首页',
  demos: '试一试',
  welcome: {
    title: '欢迎',
    what: '流水线用于训练、比较和交付模型;每次运行都会保留日志、结果以及产生它们的过程。',
    how: '演示是基于真实数据的真实流水线:运行它、观察它,并打开它留下的结果。',
    then: '之后可以复制一份,变成自己的流水线。',
    action: '运行 {{name}}',
  },
  running: '正在运行',
  noneRunning: '当前没有运行',
  noneRunningWhy: '进行中的运行及其进度会显示在这里。',
  recent: '我最近的运行',
  noRecent: '您还没有运行过任何流水线',
  noRecentWhy: '运行上面的演示,或打开一个流水线并点击“运行”。',
  mine: '我的流水线',
  noMine: '您还没有创建流水线',
  noMineWhy: '您创建的流水线会显示在这里。',
  progress: '{{done}}/{{total}} 个任务',
};
