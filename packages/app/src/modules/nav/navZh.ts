export default {
  search: '搜索',
  menu: '菜单',
  notifications: '通知',
  settings: '设置',
  home: '首页',
  pipelines: '流水线',
  runs: '运行',
  projects: '项目',
  security: '安全',
  catalog: '目录',
  scaffolder: '创建',
  catalogGraph: '关系图',
};
