//- x wat
(module)
