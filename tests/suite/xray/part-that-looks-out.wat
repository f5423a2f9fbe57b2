;; A component that refers to a type around it.
(component
  (type $t (record (field "x" u32)))
  (component $inner
    (alias outer 1 $t (type $t))
    (import "t" (type $mine (eq $t)))
    (import "f" (func $f (param "it" $mine)))
    (export "g" (func $f)))
  (import "t" (type $named (eq $t)))
  (import "f" (func $f (param "it" $named)))
  (instance $i (instantiate $inner (with "t" (type $named)) (with "f" (func $f))))
  (alias export $i "g" (func $g))
  (export "g" (func $g)))
